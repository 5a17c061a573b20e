/// How each figure is counted, and what each published column means.
@NullMarked
package org.waymark.web.figures;

import org.jspecify.annotations.NullMarked;

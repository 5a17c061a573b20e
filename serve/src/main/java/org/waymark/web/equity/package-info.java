/// The page about groups: gaps with intervals, disproportionality, schools, programs.
@NullMarked
package org.waymark.web.equity;

import org.jspecify.annotations.NullMarked;

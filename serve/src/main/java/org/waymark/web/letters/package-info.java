/// Did what was to be told go out, and what is to be done with what did not?
@NullMarked
package org.waymark.web.letters;

import org.jspecify.annotations.NullMarked;

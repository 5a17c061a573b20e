/// The numeric kernel: many quantile regressions of one design, exactly. JDK only.
@NullMarked
package org.waymark.growth.quantreg;

import org.jspecify.annotations.NullMarked;

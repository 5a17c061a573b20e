/// Gaps, adjusted gaps and school comparison, computed from sums of cells.
@NullMarked
package org.waymark.equity.internal;

import org.jspecify.annotations.NullMarked;

/// Where the early-warning rules draw their lines, what other lines would do, and who moved
/// them when.
@NullMarked
package org.waymark.web.thresholds;

import org.jspecify.annotations.NullMarked;

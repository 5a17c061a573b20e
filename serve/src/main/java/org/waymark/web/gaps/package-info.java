/// The Gap Explorer: what has not been learned yet, from the district down to a class, and
/// what to teach again first.
@NullMarked
package org.waymark.web.gaps;

import org.jspecify.annotations.NullMarked;

/// Where should I look? Five figures with direction, the trend, the schools, the warning
/// signs.
@NullMarked
package org.waymark.web.overview;

import org.jspecify.annotations.NullMarked;

/// What scores are held against: editions, sources, and the grades that they lack.
@NullMarked
package org.waymark.web.norms;

import org.jspecify.annotations.NullMarked;

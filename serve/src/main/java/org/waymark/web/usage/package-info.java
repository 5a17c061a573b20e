/// Which pages help whom, as the tenant administrator reads it, and where people say so.
@NullMarked
package org.waymark.web.usage;

import org.jspecify.annotations.NullMarked;

/// Where published numbers and authored facts live: an embedded PostgreSQL, or the district's
/// own server. Opens it, brings it up to date, and hands out connections whose rights are
/// already decided.
@ApplicationModule(allowedDependencies = {"publishing"})
@NullMarked
package org.waymark.store;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

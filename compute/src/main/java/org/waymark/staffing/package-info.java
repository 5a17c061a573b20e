/// How many students has a teacher: enrollment beside full-time equivalents.
@ApplicationModule(allowedDependencies = {"engine", "sources", "warehouse"})
@NullMarked
package org.waymark.staffing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

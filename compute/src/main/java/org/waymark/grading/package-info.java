/// What do the marks say: grade point average, courses at D or below, courses completed?
@ApplicationModule(allowedDependencies = {"engine", "sources", "warehouse"})
@NullMarked
package org.waymark.grading;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

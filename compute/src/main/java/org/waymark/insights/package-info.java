/// What of all this should somebody hear? Figures become findings that explain themselves.
@ApplicationModule(allowedDependencies = {"engine", "cohorts"})
@NullMarked
package org.waymark.insights;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

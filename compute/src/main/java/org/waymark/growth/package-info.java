/// Whom does a student's score leave behind, among those with the same score history?
@ApplicationModule(
    allowedDependencies = {"engine", "statistics", "sources", "warehouse", "assessment", "norms"})
@NullMarked
package org.waymark.growth;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

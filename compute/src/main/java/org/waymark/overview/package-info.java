/// School, grade and group figures for the first page: numerators beside denominators.
/// It sums its siblings and adds no rule of its own.
@ApplicationModule(allowedDependencies = {"engine", "warehouse", "attendance", "grading", "risk"})
@NullMarked
package org.waymark.overview;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

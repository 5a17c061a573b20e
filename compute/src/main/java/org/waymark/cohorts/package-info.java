/// Who counts, where and when? Groups of students, how they scored against the norm and
/// against the year before, and how sure that is.
@ApplicationModule(
    allowedDependencies = {
      "engine",
      "sources",
      "warehouse",
      "assessment",
      "growth",
      "norms",
      "statistics"
    })
@NullMarked
package org.waymark.cohorts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

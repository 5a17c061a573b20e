/// How do groups of students fare beside all others, how sure is that, and what remains of a
/// gap when other things are equal? Also: are groups identified or removed from class out of
/// proportion, and how do schools compare once their intake is taken into account?
///
/// Averages never stand alone: every figure has both counts, an interval or a reason.
@ApplicationModule(
    allowedDependencies = {
      "engine",
      "statistics",
      "sources",
      "warehouse",
      "attendance",
      "grading",
      "assessment",
      "staffing",
      "norms",
      "growth",
      "cohorts"
    })
@NullMarked
package org.waymark.equity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/// What did a program do for those who took part, beside what happened to students like them,
/// and what did it cost?
///
/// Lists `equity`, a sibling: scores are standardized and groups are dated in one way.
@ApplicationModule(
    allowedDependencies = {"engine", "statistics", "sources", "warehouse", "assessment", "equity"})
@NullMarked
package org.waymark.programs;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

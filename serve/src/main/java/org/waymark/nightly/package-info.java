/// One night: files in, checks, models, publication, and a word on each. Knows the order of
/// the rooms, and no rule of theirs.
@ApplicationModule(
    allowedDependencies = {
      "engine",
      "sources",
      "norms",
      "cohorts",
      "quality",
      "publishing",
      "store",
      "settings",
      "alerts",
      "usage"
    })
@NullMarked
package org.waymark.nightly;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

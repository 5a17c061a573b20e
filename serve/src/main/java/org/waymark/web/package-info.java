/// Figures reach people: pages that answer one question each, and the same answers as JSON.
///
/// Rows come through {@code access.PersonTransaction} alone; no page filters what the
/// database must refuse.
@ApplicationModule(
    allowedDependencies = {
      "access",
      "store",
      "gaps",
      "engine",
      "risk",
      "nightly",
      "reports",
      "interventions",
      "settings",
      "alerts",
      "post",
      "usage"
    })
@NullMarked
package org.waymark.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

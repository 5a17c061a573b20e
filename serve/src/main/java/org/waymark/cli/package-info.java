/// One verb per command. Turns words into calls and results into words; decides nothing.
@ApplicationModule(
    allowedDependencies = {
      "engine",
      "sources",
      "generator",
      "growth",
      "risk",
      "norms",
      "nightly",
      "quality",
      "store",
      "access",
      "interventions",
      "settings",
      "alerts",
      "post",
      "web",
      "web :: proof"
    })
@NullMarked
package org.waymark.cli;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/// How fast is it, beside a limit measured in the same hour on the same machine? And do the
/// figures hold what was planted in invented districts? Does the ledger keep what it acknowledged?
///
/// Outside the product. Speed is measured from outside, in JVMs that call the command line as
/// a person would; what the figures say is asked of the models in this process.
@ApplicationModule(
    allowedDependencies = {
      "access",
      "alerts",
      "engine",
      "generator",
      "growth",
      "sources",
      "store",
      "nightly",
      "norms",
      "risk",
      "web"
    })
@NullMarked
package org.waymark.bench;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/// What do we do for a student, and did it help? Plans with their goal, sessions and progress,
/// notes, the team, and the next steps that playbooks suggest.
///
/// The only facts that people author here. They live in the ledger; no run rebuilds them.
@ApplicationModule(allowedDependencies = {"access", "store", "settings"})
@NullMarked
package org.waymark.interventions;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/// Runs models in the order of their dependencies on a [SqlEngine], and says how long each
/// took. Asks nobody: every other room builds on this one.
@ApplicationModule(allowedDependencies = {})
@NullMarked
package org.waymark.engine;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

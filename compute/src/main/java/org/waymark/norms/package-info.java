/// Against what do we measure? Norms, state standards and a district's own targets, each with
/// its edition and source.
@ApplicationModule(allowedDependencies = {"engine"})
@NullMarked
package org.waymark.norms;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

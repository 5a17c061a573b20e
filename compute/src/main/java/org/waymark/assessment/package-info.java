/// Which scores count, where was the student on that day, and what is the newest per subject?
@ApplicationModule(allowedDependencies = {"engine", "sources", "warehouse"})
@NullMarked
package org.waymark.assessment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

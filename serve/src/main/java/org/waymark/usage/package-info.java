/// Which pages help whom? Notes what is used, by a rule that no student and no text of anybody
/// can come into, and forgets who it was.
@ApplicationModule(allowedDependencies = {"access", "settings"})
@NullMarked
package org.waymark.usage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

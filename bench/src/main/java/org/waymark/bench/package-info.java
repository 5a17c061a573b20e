/// How fast is it, beside a limit measured in the same hour on the same machine?
///
/// Outside the product. It calls the command line in JVMs of its own, as a person would,
/// and asks no room.
@ApplicationModule(allowedDependencies = {})
@NullMarked
package org.waymark.bench;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

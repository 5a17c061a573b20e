/// What would a whole district's export look like, if we knew the truth behind every row?
///
/// Writes an invented district, seeded and of any size, in the formats that real systems
/// export, with defects planted on request and a ground truth beside it. It asks nobody.
@ApplicationModule(allowedDependencies = {})
@NullMarked
package org.waymark.generator;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

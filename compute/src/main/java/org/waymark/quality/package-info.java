/// Can the numbers be trusted? What failed, out of how many, and what to do about it. Reads
/// the snapshot through the engine; knows the other rooms only by the tables that its SQL
/// names.
@ApplicationModule(allowedDependencies = {"engine"})
@NullMarked
package org.waymark.quality;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

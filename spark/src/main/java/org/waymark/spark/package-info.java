/// The second engine: the same models on Apache Spark, for a state or a vendor.
@ApplicationModule(allowedDependencies = {"engine"})
@NullMarked
package org.waymark.spark;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

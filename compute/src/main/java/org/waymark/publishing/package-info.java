/// Finished tables go to PostgreSQL, all or nothing: one partition per tenant, swapped in one
/// transaction.
/// Holds the one mapping from the rooms' tables to the published names (`models/`).
@ApplicationModule(allowedDependencies = {"engine"})
@NullMarked
package org.waymark.publishing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

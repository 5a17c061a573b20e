/// How do the files of a district become typed rows, and what became of every row?
///
/// Files are landed untouched under their hash, recognised by their header, loaded into one
/// typed DuckDB table per entity, and reconciled. Rows in = loaded + duplicate + superseded
/// + quarantined, for every file, always.
@ApplicationModule(allowedDependencies = {})
@NullMarked
package org.waymark.sources;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

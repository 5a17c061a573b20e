/// What has a student, a class, a school not yet learned, and what should be taught again
/// first?
///
/// Standards and what comes before what ship with the product. The public classes hold the
/// rules that need more than a select: the models use them for the tables, the pages for
/// what a teacher may see.
@ApplicationModule(allowedDependencies = {"engine", "sources", "warehouse", "assessment"})
@NullMarked
package org.waymark.gaps;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/// How does a page reach paper? Documents as PDF/UA, which a screen reader reads as well.
///
/// This room knows type, paper and tags; what a document says comes from whoever asks for it.
@ApplicationModule(allowedDependencies = {})
@NullMarked
package org.waymark.reports;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/// Who shows warning signs, how many, and in which words? The rules of the field; an
/// indicator without data is unknown. It lists its three siblings because the rule itself
/// is made of them.
@ApplicationModule(
    allowedDependencies = {
      "engine",
      "statistics",
      "sources",
      "warehouse",
      "attendance",
      "grading",
      "assessment"
    })
@NullMarked
package org.waymark.risk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

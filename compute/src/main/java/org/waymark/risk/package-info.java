/// Who shows warning signs, whose next grading period is in doubt, and in which words? The rules
/// of the field as of any day, and a model that learned from the district's own past; what has no
/// data is unknown. It lists its three siblings because the rule itself is made of them.
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

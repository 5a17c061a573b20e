/// What did the district write into `waymark.yml`? Reads one section at a time; whoever asks
/// knows its keys, and a key that nobody knows is refused with the nearest right one.
@ApplicationModule(allowedDependencies = {})
@NullMarked
package org.waymark.settings;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

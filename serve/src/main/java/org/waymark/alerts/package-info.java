/// What is news since last night, and who is to know? Findings become letters to those who may
/// see the student; the post carries them.
@ApplicationModule(
    allowedDependencies = {"access", "engine", "sources", "store", "settings", "post"})
@NullMarked
package org.waymark.alerts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

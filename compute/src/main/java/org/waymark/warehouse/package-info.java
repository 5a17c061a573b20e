/// Who is enrolled where and when: students, schools, stays, sections, staff, incidents,
/// programs. Reads what the files said (`sources`) and gives everyone else the one
/// conformed picture.
@ApplicationModule(allowedDependencies = {"engine", "sources"})
@NullMarked
package org.waymark.warehouse;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/// How many days was a student there, of how many, and who is chronically absent? Works on
/// one row per student, school and month; a day without submitted attendance is unknown.
@ApplicationModule(allowedDependencies = {"engine", "sources", "warehouse"})
@NullMarked
package org.waymark.attendance;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

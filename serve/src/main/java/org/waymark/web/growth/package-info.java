/// Who grew more, and who less, than students with the same score history? Schools, then
/// grades, then students.
@NullMarked
package org.waymark.web.growth;

import org.jspecify.annotations.NullMarked;

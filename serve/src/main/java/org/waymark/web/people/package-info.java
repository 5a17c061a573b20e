/// Who may see what, who let them, and who looked?
@NullMarked
package org.waymark.web.people;

import org.jspecify.annotations.NullMarked;

/// Where is it? One field that leads to a student, a school, a class, a page or a figure.
@NullMarked
package org.waymark.web.jump;

import org.jspecify.annotations.NullMarked;

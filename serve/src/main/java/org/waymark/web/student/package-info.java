/// One student: strengths beside gaps, and who may see this page and why.
@NullMarked
package org.waymark.web.student;

import org.jspecify.annotations.NullMarked;

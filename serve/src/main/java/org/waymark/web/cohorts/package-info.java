/// Cohorts against the norm and against last year.
@NullMarked
package org.waymark.web.cohorts;

import org.jspecify.annotations.NullMarked;

/// Whom do I talk to first? The students with warning signs, and why.
@NullMarked
package org.waymark.web.triage;

import org.jspecify.annotations.NullMarked;

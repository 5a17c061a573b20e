/// Can the numbers be trusted? Readiness, checks, rows set aside, ids that match nobody.
@NullMarked
package org.waymark.web.quality;

import org.jspecify.annotations.NullMarked;

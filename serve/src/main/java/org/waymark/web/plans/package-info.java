/// What do we do for whom, is it happening, and does it help? Plans, sessions and measurements.
@NullMarked
package org.waymark.web.plans;

import org.jspecify.annotations.NullMarked;

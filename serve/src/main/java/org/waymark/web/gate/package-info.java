/// Is this a request that we can answer? What every request passes before a page is asked.
@NullMarked
package org.waymark.web.gate;

import org.jspecify.annotations.NullMarked;

/// What the pages ask is asked before anybody comes, so that nobody is the first of the morning.
@NullMarked
package org.waymark.web.ahead;

import org.jspecify.annotations.NullMarked;

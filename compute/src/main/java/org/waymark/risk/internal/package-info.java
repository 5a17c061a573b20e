/// How `risk` does it.
@NullMarked
package org.waymark.risk.internal;

import org.jspecify.annotations.NullMarked;

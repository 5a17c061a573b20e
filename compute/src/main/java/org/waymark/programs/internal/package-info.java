/// Participants matched with students like them.
@NullMarked
package org.waymark.programs.internal;

import org.jspecify.annotations.NullMarked;

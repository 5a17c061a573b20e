/// What do I do first today? The first page of each role.
@NullMarked
package org.waymark.web.morning;

import org.jspecify.annotations.NullMarked;

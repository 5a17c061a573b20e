/// What am I told, why me, and how do I want to be told?
@NullMarked
package org.waymark.web.alerts;

import org.jspecify.annotations.NullMarked;

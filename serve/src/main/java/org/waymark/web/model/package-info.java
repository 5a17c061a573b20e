/// Can the list be trusted? Who makes it, how well, for whom less well, and who answers for it.
@NullMarked
package org.waymark.web.model;

import org.jspecify.annotations.NullMarked;

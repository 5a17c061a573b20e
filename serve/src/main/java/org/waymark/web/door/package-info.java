/// The door: sign-in, the second factor's code, lost passwords, invitations, tokens of the API.
@NullMarked
package org.waymark.web.door;

import org.jspecify.annotations.NullMarked;

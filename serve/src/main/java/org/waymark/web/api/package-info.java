/// What can a program ask, and what does it get? The description of the API, made from the
/// controllers themselves, and the manners that all of its answers share.
@NullMarked
package org.waymark.web.api;

import org.jspecify.annotations.NullMarked;

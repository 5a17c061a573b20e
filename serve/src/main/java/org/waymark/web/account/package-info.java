/// What a person may see and change of the own account.
@NullMarked
package org.waymark.web.account;

import org.jspecify.annotations.NullMarked;

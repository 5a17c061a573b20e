/// Who may see which student, and why: accounts, sign-in, and the person of a transaction.
///
/// The database's row-level security decides. This room only tells the database who is
/// asking; it never widens or narrows an answer.
@ApplicationModule(allowedDependencies = {"store"})
@NullMarked
package org.waymark.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

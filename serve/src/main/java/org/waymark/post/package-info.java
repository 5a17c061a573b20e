/// What waits to leave the house, and has it arrived? Carries letters from the outbox to mail
/// servers, chats, webhooks and ticket desks, each once as far as the receiver can tell.
@ApplicationModule(allowedDependencies = {"store", "settings"})
@NullMarked
package org.waymark.post;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

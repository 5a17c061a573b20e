package org.waymark.post;

import java.io.IOException;

/// Takes one letter to its receiver, by one channel, once.
@FunctionalInterface
interface Carrier {

  /// Called when everything is ready, right before the first moment from which on the receiver may
  /// have the letter whole.
  @FunctionalInterface
  interface Handover {
    /// @throws IOException if the letter must not go: it could not be noted, or is in other hands
    void begins() throws IOException;
  }

  Outcome carry(Letter letter, Handover handover);
}

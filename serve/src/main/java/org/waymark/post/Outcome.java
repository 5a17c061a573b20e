package org.waymark.post;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How an attempt ended.
sealed interface Outcome {

  /// The receiver took it.
  record Delivered() implements Outcome {}

  /// Perhaps later.
  ///
  /// @param reason for the ledger: no address, no name, no secret
  /// @param asked how long the receiver asked to be left alone; null when it said nothing
  /// @param isReceiverDown whether its other letters had better wait too
  record Later(String reason, @Nullable Duration asked, boolean isReceiverDown)
      implements Outcome {}

  /// The letter was handed over and no answer came: the receiver may have it or not.
  record InDoubt(String reason) implements Outcome {}

  /// Never in this shape.
  record Refused(String reason) implements Outcome {}
}

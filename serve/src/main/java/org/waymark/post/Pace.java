package org.waymark.post;

import java.time.Duration;

/// How long things may take around a letter.
///
/// @param lease how long a letter may be in one hand
/// @param patience for a receiver; with the time that the ledger takes, well under the lease
/// @param pause between two looks when there was nothing to do
/// @param chores between two rounds of chores
record Pace(Duration lease, Duration patience, Duration pause, Duration chores, Backoff backoff) {

  /// Shorter only where a test kills a process again and again.
  private static final int LEASE_SECONDS = Integer.getInteger("waymark.post.lease", 120);

  /// A mail server gives up to seven answers, so an eighth of the lease for each.
  static final Pace USUAL = new Pace(
      Duration.ofSeconds(LEASE_SECONDS),
      Duration.ofSeconds(LEASE_SECONDS / 8),
      Duration.ofSeconds(1),
      Duration.ofMinutes(1),
      Backoff.USUAL);
}

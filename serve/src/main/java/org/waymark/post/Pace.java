package org.waymark.post;

import java.time.Duration;

/// How long things may take around a letter.
///
/// @param lease how long a letter may be in one hand, counted anew from its handover
/// @param patience for a connection, and for the answer of an endpoint; well under the lease
/// @param pause between two looks when there was nothing to do
/// @param chores between two rounds of chores
record Pace(Duration lease, Duration patience, Duration pause, Duration chores, Backoff backoff) {

  /// Shorter only where a test kills a process again and again.
  private static final int LEASE_SECONDS = Integer.getInteger("waymark.post.lease", 120);

  static final Pace USUAL = new Pace(
      Duration.ofSeconds(LEASE_SECONDS),
      Duration.ofSeconds(LEASE_SECONDS / 8),
      Duration.ofSeconds(1),
      Duration.ofMinutes(1),
      Backoff.USUAL);

  /// For each answer of a mail server, which may look through a letter before it says yes. Half of
  /// the lease, since that begins anew with the handover; a hand that took longer before it can't
  /// hand over any more.
  Duration mailPatience() {
    return lease.dividedBy(2);
  }
}

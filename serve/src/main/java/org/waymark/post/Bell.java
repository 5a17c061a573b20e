package org.waymark.post;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/// Wakes who waits for something to do. Rung while nobody waits, it rings for the next who does.
final class Bell {

  private final BlockingQueue<Boolean> rung = new ArrayBlockingQueue<>(1);

  void ring() {
    rung.offer(true);
  }

  /// @return false when it did not ring in that time, or the waiting thread was interrupted
  boolean rings(Duration within) {
    try {
      return rung.poll(within.toMillis(), TimeUnit.MILLISECONDS) != null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}

package org.waymark.web.gate;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/// A bucket of tokens for each who asks: full at the start, one token a request, filled again
/// evenly over a minute. Kept in memory, so that each server counts for itself and a restart
/// forgets; the one not seen for longest gives way when there are too many.
final class Buckets {
  private static final int REMEMBERED = 50_000;
  private static final double MINUTE = 60e9;

  /// What was left.
  ///
  /// @param isThere whether there was a token
  /// @param left whole tokens left
  /// @param pause seconds until there is one again; 0 while there is
  /// @param full seconds until the bucket is full again
  record Taken(boolean isThere, int left, long pause, long full) {}

  private static final class Bucket {
    double tokens;
    long at;

    Bucket(double tokens, long at) {
      this.tokens = tokens;
      this.at = at;
    }
  }

  private final int size;
  private final LongSupplier nanos;
  private final Map<String, Bucket> buckets = new LinkedHashMap<>(256, 0.75f, true) {
    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
      return size() > REMEMBERED;
    }
  };

  /// @param size tokens of a full bucket, and how many come back in a minute
  Buckets(int size, LongSupplier nanos) {
    this.size = size;
    this.nanos = nanos;
  }

  int size() {
    return size;
  }

  /// Takes one token, if there is one.
  synchronized Taken take(String who) {
    long now = nanos.getAsLong();
    Bucket bucket = buckets.computeIfAbsent(who, w -> new Bucket(size, now));
    bucket.tokens = Math.min(size, bucket.tokens + (now - bucket.at) * size / MINUTE);
    bucket.at = now;
    boolean isThere = bucket.tokens >= 1;
    if (isThere) {
      bucket.tokens--;
    }
    double second = size / 60.0;
    return new Taken(
        isThere,
        (int) bucket.tokens,
        isThere ? 0 : (long) Math.ceil((1 - bucket.tokens) / second),
        (long) Math.ceil((size - bucket.tokens) / second));
  }
}

package org.waymark.post;

/// Takes one letter to its receiver, by one channel, once.
@FunctionalInterface
interface Carrier {
  Outcome carry(Letter letter);
}

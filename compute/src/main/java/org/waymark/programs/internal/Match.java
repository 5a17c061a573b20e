package org.waymark.programs.internal;

/// A non-participant and how far from the participant.
record Match(Placed placed, double distance) {}

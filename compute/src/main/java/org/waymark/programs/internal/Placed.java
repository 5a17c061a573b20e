package org.waymark.programs.internal;

/// A student at the fall score that all other scores expect.
record Placed(Candidate student, double expected) {}

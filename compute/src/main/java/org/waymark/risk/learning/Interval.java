package org.waymark.risk.learning;

/// Where a figure lies with 95 % confidence.
public record Interval(double low, double high) {}

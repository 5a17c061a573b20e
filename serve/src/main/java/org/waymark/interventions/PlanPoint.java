package org.waymark.interventions;

import java.time.LocalDate;

/// One measurement of a plan's goal.
public record PlanPoint(
    long planPointId, LocalDate measuredOn, double value, String remark, String notedBy) {}

package org.waymark.equity.internal;

/// Students of one school, grade and combination of groups: their number and sums.
///
/// @param unmeasured students with a score that the norm does not reach: in no sum
/// @param schoolKey 0 where the student was enrolled at no school on the day
record Cell(
    boolean inDistrict,
    boolean inSchool,
    long schoolKey,
    String grade,
    Signature who,
    long students,
    long unmeasured,
    double total,
    double squares) {}

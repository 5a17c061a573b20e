package org.waymark.equity.internal;

import org.jspecify.annotations.Nullable;

/// One student's score and what the school could not choose.
///
/// @param last score of last spring in the same subject; null where there is none
/// @param otherLast mean score of last spring in other subjects
/// @param groups English learning, special education, 504, lunch; not on record is not in
record Intake(
    long school,
    String grade,
    double score,
    @Nullable Double last,
    @Nullable Double otherLast,
    boolean[] groups) {}

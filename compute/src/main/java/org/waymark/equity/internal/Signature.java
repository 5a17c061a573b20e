package org.waymark.equity.internal;

import org.jspecify.annotations.Nullable;

/// The groups that a student is in; null where no source says.
record Signature(
    @Nullable Boolean isEll,
    @Nullable Boolean isSped,
    @Nullable Boolean is504,
    @Nullable Boolean isFrl,
    @Nullable String race) {}

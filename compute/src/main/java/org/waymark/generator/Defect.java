package org.waymark.generator;

import org.jspecify.annotations.Nullable;

/// One planted defect, as the ground truth lists it.
///
/// @param file path inside the folder
/// @param line physical line, the header being 1; null when the defect is not one line
/// @param expected `quarantined`, `duplicate`, `superseded`, `check:<id>`, `file_refused`,
/// `reported`
record Defect(
    String kind,
    String file,
    @Nullable Long line,
    String key,
    String column,
    String value,
    String expected,
    String note) {}

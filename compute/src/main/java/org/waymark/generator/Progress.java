package org.waymark.generator;

/// One file is complete.
///
/// @param file path inside the folder, with forward slashes
/// @param rows rows without the header
/// @param filesDone files complete so far, this one included
/// @param files files in all
public record Progress(String file, long rows, int filesDone, int files) {}

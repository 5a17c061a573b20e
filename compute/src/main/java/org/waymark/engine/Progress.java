package org.waymark.engine;

import java.time.Duration;

/// Hears how far a run has come. Implementations draw a bar, write JSON, or stay silent.
public interface Progress {

  Progress SILENT = new Progress() {
    @Override
    public void begin(String stage, long of) {}

    @Override
    public void done(String stage, String what, long rows, Duration took) {}
  };

  /// A stage starts.
  ///
  /// @param of how many pieces of work it has, 0 when unknown
  void begin(String stage, long of);

  /// One piece of work of a stage is finished.
  ///
  /// @param what a file, a model or a table
  /// @param rows how many rows it gave
  void done(String stage, String what, long rows, Duration took);
}

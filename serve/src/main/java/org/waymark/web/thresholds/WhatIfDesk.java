package org.waymark.web.thresholds;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.waymark.engine.ModelLibrary;
import org.waymark.engine.RunParameters.Thresholds;
import org.waymark.nightly.Snapshots;
import org.waymark.risk.WhatIf;
import org.waymark.risk.WhatIf.Answer;

/// Finds the snapshot behind the published figures and asks it. Reads no student's row out:
/// counts alone leave it.
final class WhatIfDesk {
  private static final Logger LOG = LoggerFactory.getLogger(WhatIfDesk.class);
  private static final int MEMORY_MB = 768;

  private final Snapshots snapshots;
  private @Nullable WhatIf whatIf;

  WhatIfDesk(Path dataDir) {
    snapshots = new Snapshots(dataDir);
  }

  /// @param tenant whose figures may be counted
  /// @param runId the published run; empty before the first
  /// @param thresholds null for those of the run itself
  Answer ask(String tenant, String runId, @Nullable Thresholds thresholds) {
    Optional<Path> snapshot;
    try {
      snapshot = snapshots.of(runId);
      if (snapshot.isEmpty()) {
        snapshot = snapshots.newest();
      }
    } catch (IOException e) {
      LOG.warn("the snapshots cannot be listed", e);
      return new Answer.Unavailable("The snapshot of the last run can't be read just now.", "");
    }
    if (snapshot.isEmpty()) {
      return new Answer.Unavailable("There is no snapshot of a finished run yet.", "");
    }
    return switch (whatIf().ask(snapshot.get(), thresholds)) {
      case Answer.Counted counted when counted.tenantId().equals(tenant) -> counted;
      case Answer.Counted other ->
        new Answer.Unavailable("The newest snapshot here is of another district.", "");
      case Answer.Unavailable unavailable -> {
        LOG.warn("what-if: {}", unavailable.detail());
        yield unavailable;
      }
    };
  }

  private synchronized WhatIf whatIf() {
    WhatIf ready = whatIf;
    if (ready == null) {
      ready = new WhatIf(ModelLibrary.load(), MEMORY_MB);
      whatIf = ready;
    }
    return ready;
  }
}

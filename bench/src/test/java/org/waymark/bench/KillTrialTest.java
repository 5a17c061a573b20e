package org.waymark.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The ledger under `kill -9`, short. `./waymark bench kill` runs it with fifty kills.
class KillTrialTest {
  private static final int KILLS = Integer.getInteger("waymark.ledger.kills", 3);
  private static final long SEED = Long.getLong("waymark.kill.seed", System.nanoTime() & 0xffffff);

  @TempDir
  Path work;

  @Test
  void killed_again_and_again_nothing_acknowledged_is_lost_and_no_alert_is_read_twice()
      throws Exception {
    System.out.println(
        "KillTrialTest: " + KILLS + " kills, seed " + SEED + " (-Dwaymark.kill.seed=" + SEED + ")");
    KillReport report = new KillTrial(KILLS, SEED, work).run();
    assertThat(report.losses()).as(report.text()).isEmpty();
    assertThat(report.course().kills()).isEqualTo(KILLS);
    assertThat(report.post().alerts()).isPositive();
    assertThat(report.post().acts()).isPositive();
  }
}

package org.waymark.web.thresholds;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.waymark.engine.RunParameters.Thresholds;
import org.waymark.engine.Threshold;
import org.waymark.nightly.ThresholdVersions;
import org.waymark.store.Records;
import org.waymark.web.Words;

/// One version that somebody saved.
///
/// @param changes in words, against the version before
public record ThresholdVersion(
    int version,
    Thresholds thresholds,
    List<String> changes,
    String note,
    String changedBy,
    OffsetDateTime changedAt,
    @Nullable Double flaggedBefore,
    @Nullable Double flaggedAfter) {

  private record Row(
      int version,
      String thresholds,
      String note,
      String changedBy,
      OffsetDateTime changedAt,
      @Nullable Double flaggedShareBefore,
      @Nullable Double flaggedShareAfter) {}

  /// All versions of the person's district, newest first.
  static List<ThresholdVersion> read(JdbcClient rows) {
    List<Row> all = rows.sql("""
                select v.version, v.thresholds::text as thresholds, v.note,
                       coalesce(p.display_name, 'someone who left') as changed_by, v.changed_at,
                       v.flagged_share_before, v.flagged_share_after
                from ledger.threshold_version v
                left join ledger.person p on p.person_id = v.changed_by
                order by v.version
                """).query(Records.of(Row.class)).list();
    List<ThresholdVersion> versions = new ArrayList<>();
    Thresholds before = Thresholds.DEFAULT;
    for (Row row : all) {
      Thresholds now = ThresholdVersions.read(row.thresholds());
      versions.add(
          0,
          new ThresholdVersion(
              row.version(),
              now,
              changes(before, now),
              row.note(),
              row.changedBy(),
              row.changedAt(),
              row.flaggedShareBefore(),
              row.flaggedShareAfter()));
      before = now;
    }
    return versions;
  }

  /// "Attendance, sign: 90% present → 92% present".
  static List<String> changes(Thresholds before, Thresholds after) {
    List<String> changes = new ArrayList<>();
    for (Threshold threshold : Threshold.values()) {
      ThresholdWords words = ThresholdWords.of(threshold);
      if (threshold.in(before).compareTo(threshold.in(after)) != 0) {
        changes.add("%s: %s → %s"
            .formatted(
                ThresholdWords.full(threshold),
                words.shown(threshold.in(before)),
                words.withUnit(threshold.in(after))));
      }
    }
    return changes;
  }

  /// "32.5% → 38.1% of students with a sign".
  public String flagged() {
    return flaggedBefore == null || flaggedAfter == null
        ? "not counted"
        : Words.percent(flaggedBefore) + " → " + Words.percent(flaggedAfter);
  }
}

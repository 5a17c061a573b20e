package org.waymark.growth.internal;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.waymark.engine.JavaModel;
import org.waymark.engine.RowSink;
import org.waymark.engine.SqlEngine;
import org.waymark.growth.GroupGrowth;

/// `growth.group_growth`: mean and median growth of each school and grade.
public final class GroupGrowthModel implements JavaModel {

  private record Group(
      @Nullable Long school,
      String grade,
      String platform,
      String subject,
      int year,
      String season) {

    Group everySchool() {
      return new Group(null, grade, platform, subject, year, season);
    }
  }

  private static final class Percentiles {
    private int[] all = new int[64];
    private int count;

    void add(int sgp) {
      if (count == all.length) {
        all = Arrays.copyOf(all, 2 * count);
      }
      all[count++] = sgp;
    }
  }

  @Override
  public Set<String> reads() {
    return Set.of("growth.student_growth");
  }

  @Override
  public void compute(SqlEngine engine, RowSink rows) {
    Map<Group, Percentiles> groups = new LinkedHashMap<>();
    engine.scan(
        "select school_key, grade_level, platform, subject, school_year, season, sgp from growth.student_growth"
            + " where sgp is not null order by school_year, platform, subject, grade_level, school_key",
        row -> {
          Long school = row.wholeOrNull(0);
          for (String grade : new String[] {"all", row.text(1)}) {
            add(groups, null, grade, row);
            if (school != null) {
              add(groups, school, grade, row);
            }
          }
        });
    Map<Group, GroupGrowth> known = new LinkedHashMap<>();
    groups.forEach((group, percentiles) ->
        known.put(group, GroupGrowth.of(Arrays.copyOf(percentiles.all, percentiles.count))));
    known.forEach((group, growth) -> write(rows, group, growth, known.get(group.everySchool())));
  }

  private static void add(
      Map<Group, Percentiles> groups,
      @Nullable Long school,
      String grade,
      org.waymark.engine.Row row) {
    groups
        .computeIfAbsent(
            new Group(school, grade, row.text(2), row.text(3), (int) row.whole(4), row.text(5)),
            group -> new Percentiles())
        .add((int) row.whole(6));
  }

  private static void write(
      RowSink rows, Group group, GroupGrowth growth, @Nullable GroupGrowth district) {
    GroupGrowth.Known known = growth instanceof GroupGrowth.Known its ? its : null;
    GroupGrowth.NotKnown none = growth instanceof GroupGrowth.NotKnown its ? its : null;
    rows.add(
        group.school,
        group.school == null ? "district" : "school",
        group.grade,
        group.platform,
        group.subject,
        group.year,
        group.season,
        known == null ? null : known.n(),
        known == null ? null : known.mean(),
        known == null ? null : known.meanLow(),
        known == null ? null : known.meanHigh(),
        known == null ? null : known.median(),
        known == null ? null : known.medianLow(),
        known == null ? null : known.medianHigh(),
        known == null ? null : known.low(),
        known == null ? null : known.typical(),
        known == null ? null : known.high(),
        district instanceof GroupGrowth.Known all ? all.mean() : null,
        none == null ? null : none.reason());
  }
}

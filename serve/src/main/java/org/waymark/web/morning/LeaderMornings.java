package org.waymark.web.morning;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.waymark.access.Recall;
import org.waymark.web.Freshness;
import org.waymark.web.Words;
import org.waymark.web.equity.EquityFindings;
import org.waymark.web.gaps.GapFindings;
import org.waymark.web.morning.Morning.Block;
import org.waymark.web.morning.Morning.Chart;
import org.waymark.web.morning.Morning.Finding;
import org.waymark.web.morning.Morning.Findings;
import org.waymark.web.morning.Morning.Row;
import org.waymark.web.morning.Morning.Step;
import org.waymark.web.morning.Morning.Table;
import org.waymark.web.overview.Overview;
import org.waymark.web.overview.Standing;
import org.waymark.web.quality.Quality;
import org.waymark.web.quality.QualityReader;

/// The first page of those who lead: a school's or the district's.
final class LeaderMornings {
  private static final int GROUPS = 5;

  private LeaderMornings() {}

  static Morning school(JdbcClient rows, Freshness fresh) {
    Standing standing = Standing.read(rows, fresh);
    List<Finding> findings = found(rows, "school", () -> {
      List<Finding> found = new ArrayList<>(cohorts(rows, 1));
      found.addAll(equity(rows, fresh, 1));
      found.addAll(gap(rows));
      return found;
    });
    return new Morning(
        standing.title(),
        next(standing, fresh),
        new Step("See whom to look at first", "/students?movement=attention#list"),
        standing.scope() + " · this school year · " + fresh.through(),
        standing.figures(),
        List.of(
            new Findings("The findings that matter", findings, none()),
            compared(standing),
            groups(standing)));
  }

  static Morning district(JdbcClient rows, Freshness fresh) {
    Standing standing = Standing.read(rows, fresh);
    Quality quality = QualityReader.read(rows, fresh, true);
    List<Finding> findings = found(rows, "district", () -> {
      List<Finding> found = new ArrayList<>(equity(rows, fresh, 3));
      found.addAll(cohorts(rows, 1));
      return found;
    });
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Findings(
        "Can I trust this?",
        List.of(new Finding(
            quality.title(),
            "Figures stand "
                + fresh.through()
                + ", published "
                + Words.moment(
                    fresh.published() == null ? null : fresh.published().publishedAt()),
            quality.failing().stream().anyMatch(c -> c.severity().equals("error"))
                ? "bad"
                : quality.readiness().stream().allMatch(r -> r.colour().equals("green"))
                    ? "good"
                    : "watch",
            new Step("Data quality", "/quality"))),
        ""));
    blocks.add(new Findings("The widest gaps between groups, beyond chance", findings, none()));
    if (standing.funnel() != null) {
      blocks.add(new Chart(
          "Schools by level: whose chronic absence is more than chance",
          "A dot inside the shaded funnel is within what chance alone does to a school of that size.",
          standing.funnel()));
    }
    blocks.add(compared(standing));
    return new Morning(
        standing.title(),
        next(standing, fresh),
        new Step("See whom to look at first", "/students?movement=attention#list"),
        standing.scope() + " · this school year · " + fresh.through(),
        standing.figures(),
        blocks);
  }

  private static List<Finding> found(JdbcClient rows, String place, Supplier<List<Finding>> ask) {
    record Found(List<Finding> findings) {}
    return Recall.of(
            rows, Found.class, "findings of the morning", place, () -> new Found(ask.get()))
        .findings();
  }

  /// Where the figure is furthest from where it should be.
  private static String next(Standing standing, Freshness fresh) {
    Overview.@Nullable Line worst = null;
    for (Overview.Line line : standing.lines()) {
      Double change = change(line);
      Double most = worst == null ? null : change(worst);
      if (line.now().chronicOf() >= 10 && change != null && (most == null || change > most)) {
        worst = line;
      }
    }
    Double change = worst == null ? null : change(worst);
    if (worst == null || change == null) {
      return "Look at the students who changed this week: nobody has talked about them yet.";
    }
    return change > 0.0005
        ? "Look first at %s: chronic absence rose by %.1f points since last year, the most of all %ss."
            .formatted(worst.name(), change * 100, standing.comparedBy().toLowerCase(Locale.ROOT))
        : "Chronic absence rose in no %s. Look at the students who changed this week."
            .formatted(standing.comparedBy().toLowerCase(Locale.ROOT));
  }

  private static @Nullable Double change(Overview.Line line) {
    Double now = line.now().chronicRate();
    Double before = line.before() == null ? null : line.before().chronicRate();
    return now == null || before == null ? null : now - before;
  }

  private static Table compared(Standing standing) {
    boolean isSchool = standing.comparedBy().equals("School");
    List<String> columns = new ArrayList<>(List.of(
        standing.comparedBy(),
        "Students",
        "Chronically absent",
        "Share",
        "Since last year",
        "Attendance",
        "Two signs or a serious one"));
    if (isSchool) {
      columns.add("Against chance");
    }
    List<Row> lines = standing.lines().stream()
        .map(line -> {
          List<String> cells = new ArrayList<>(List.of(
              line.name(),
              Words.count(line.now().students()),
              "%s of %s"
                  .formatted(
                      Words.count(line.now().chronicStudents()),
                      Words.count(line.now().chronicOf())),
              Words.percent(line.now().chronicRate()),
              points(change(line)),
              Words.percent(line.now().attendanceRate()),
              Words.count(line.now().tierAtRisk() + line.now().tierHigh())));
          if (isSchool) {
            cells.add(line.standing());
          }
          return new Row(line.link(), cells);
        })
        .toList();
    return new Table(
        isSchool ? "Schools, by level and by change" : "Which grade",
        isSchool
            ? "The school with the largest share comes first; its name opens its figures."
            : "Chronic absence, grade by grade.",
        columns,
        isSchool ? columns.size() - 1 : columns.size(),
        lines);
  }

  private static String points(@Nullable Double change) {
    if (change == null) {
      return Words.UNKNOWN;
    }
    double points = Math.round(change * 1000) / 10.0;
    return points == 0
        ? "the same"
        : String.format(Locale.US, "%s%.1f points", points < 0 ? "−" : "+", Math.abs(points));
  }

  private static Table groups(Standing standing) {
    return new Table(
        "Which group",
        "The groups of 10 students or more with the largest share of chronic absence.",
        List.of("Group", "Chronically absent", "Share"),
        3,
        standing.groups().stream()
            .limit(GROUPS)
            .map(group -> new Row(
                null,
                List.of(
                    group.name(),
                    Words.count(group.cases()) + " of " + Words.count(group.of()),
                    Words.percent(group.cases(), group.of()))))
            .toList());
  }

  private static String none() {
    return "Nothing is beyond what chance alone does, or it was not computed for these students.";
  }

  private static List<Finding> equity(JdbcClient rows, Freshness fresh, int most) {
    return EquityFindings.widest(rows, fresh.schoolYear(), most).stream()
        .map(gap -> new Finding(
            "%s: %s %s beside all others"
                .formatted(gap.group(), gap.measure().toLowerCase(Locale.ROOT), gap.difference()),
            gap.place() + ", beyond chance after counting how many groups were looked at",
            "watch",
            new Step("Equity", "/equity")))
        .toList();
  }

  private static List<Finding> cohorts(JdbcClient rows, int most) {
    return rows.sql("""
            select title, body, severity from analytics.fact_insights
            where is_active and severity in ('critical', 'warning')
            order by severity, insight_id limit ?
            """)
        .param(most)
        .query((row, n) -> new Finding(
            row.getString(1),
            row.getString(2),
            row.getString(3).equals("critical") ? "bad" : "watch",
            new Step("Against the norm", "/cohorts")))
        .list();
  }

  private static List<Finding> gap(JdbcClient rows) {
    return GapFindings.mostCommon(rows).stream()
        .map(gap -> new Finding(
            "%s is a class-wide gap in %d of %s"
                .formatted(
                    gap.code(), gap.withGap(), Words.counted(gap.classes(), "class", "classes")),
            gap.description(),
            "watch",
            new Step("Learning gaps", "/gaps")))
        .toList();
  }
}

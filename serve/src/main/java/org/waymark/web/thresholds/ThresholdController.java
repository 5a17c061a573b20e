package org.waymark.web.thresholds;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.waymark.access.Circle;
import org.waymark.access.OpenTo;
import org.waymark.engine.RunParameters.Thresholds;
import org.waymark.nightly.ThresholdVersions;
import org.waymark.risk.WhatIf.Answer;
import org.waymark.store.Database;
import org.waymark.store.Records;
import org.waymark.web.Asker;
import org.waymark.web.Freshness;
import org.waymark.web.NotVisible;
import org.waymark.web.Pages;
import org.waymark.web.Words;
import org.waymark.web.api.Api;
import org.waymark.web.gate.BadRequest;

/// The thresholds of the early-warning rules, for the district's data team alone.
@RestController
public class ThresholdController {
  private final Pages pages;
  private final Database database;
  private final WhatIfDesk desk;

  ThresholdController(Pages pages, Database database) {
    this.pages = pages;
    this.database = database;
    desk = new WhatIfDesk(database.dataDir());
  }

  /// What is known before anything is drawn.
  ///
  /// @param runId the published run; empty before the first
  private record Known(
      String runId, List<ThresholdVersion> versions, Thresholds current, String source) {

    int newest() {
      return versions.isEmpty() ? 0 : versions.getFirst().version();
    }
  }

  @GetMapping("/thresholds")
  @OpenTo(Circle.DISTRICT_DATA)
  ResponseEntity<String> thresholds(
      HttpServletRequest request,
      @RequestParam(name = "from", defaultValue = "") String from,
      @RequestParam(name = "saved", defaultValue = "") String saved) {
    Known known = known();
    ThresholdForm form = ThresholdForm.of(start(known, from), known.newest());
    ThresholdPage.@Nullable Notice notice = saved.equals(Integer.toString(known.newest()))
        ? new ThresholdPage.Notice(
            "info",
            "Version %s is saved. It takes effect with the next run; until then the pages show the figures of the last one."
                .formatted(saved),
            List.of())
        : null;
    return page(request, 200, known, form, notice);
  }

  @PostMapping("/thresholds")
  @OpenTo(Circle.DISTRICT_DATA)
  ResponseEntity<String> decide(
      HttpServletRequest request, @RequestParam Map<String, String> posted) {
    Known known = known();
    ThresholdForm form = ThresholdForm.of(posted);
    boolean isSave = "save".equals(posted.get("action"));
    if (isSave && !Asker.person().isIn(Circle.DECIDERS)) {
      throw new NotVisible();
    }
    if (isSave && form.note().isEmpty()) {
      form = form.withTrouble("note", "Say why, in a few words: whoever reads the history asks.");
    }
    if (!form.isRight()) {
      return page(
          request,
          422,
          known,
          form,
          new ThresholdPage.Notice(
              "bad", "Nothing is saved: something below can't be read.", List.of()));
    }
    return isSave ? save(request, known, form) : page(request, 200, known, form, null);
  }

  private ResponseEntity<String> save(HttpServletRequest request, Known known, ThresholdForm form) {
    Thresholds wanted = form.thresholds();
    if (form.base() == known.newest()
        && ThresholdVersion.changes(known.current(), wanted).isEmpty()) {
      return page(
          request,
          422,
          known,
          form,
          new ThresholdPage.Notice(
              "info",
              "Nothing differs from the current thresholds, so nothing is saved.",
              List.of()));
    }
    Shares shares = shares(known, wanted);
    if (shares.mustConfirm() && !form.isConfirmed()) {
      return page(request, 422, known, form, shares.asks());
    }
    boolean isSaved = pages.decide(rows -> insert(rows, form, wanted, shares));
    if (isSaved) {
      return ResponseEntity.status(303)
          .header("Location", "/thresholds?saved=" + (form.base() + 1))
          .build();
    }
    Known newer = known();
    return page(request, 409, newer, form.onTopOf(newer.newest()), conflict(newer, form.base()));
  }

  private static boolean insert(
      JdbcClient rows, ThresholdForm form, Thresholds wanted, Shares shares) {
    return rows.sql("""
                insert into ledger.threshold_version (tenant_id, version, thresholds, note, changed_by,
                                                      flagged_share_before, flagged_share_after)
                select access.tenant(), :base + 1, :thresholds::jsonb, :note, access.person_id(),
                       :before, :after
                where :base = coalesce((select max(version) from ledger.threshold_version), 0)
                on conflict do nothing
                """)
            .param("base", form.base())
            .param("thresholds", ThresholdVersions.write(wanted))
            .param("note", form.note())
            .param("before", shares.before(), java.sql.Types.DOUBLE)
            .param("after", shares.after(), java.sql.Types.DOUBLE)
            .update()
        == 1;
  }

  /// @param after null when it could not be counted
  private record Shares(@Nullable Double before, @Nullable Double after) {

    boolean mustConfirm() {
      return after == null || after > WhatIfTable.TOO_MANY;
    }

    ThresholdPage.Notice asks() {
      return new ThresholdPage.Notice(
          "watch",
          after == null
              ? "Nothing is saved yet: how many students these thresholds flag can't be counted just now. Tick the box below to save all the same."
              : "Nothing is saved yet: these thresholds would flag %s of students. Over 40%% means that they do not fit the district. Tick the box below to save all the same."
                  .formatted(Words.percent(after)),
          List.of());
    }
  }

  private Shares shares(Known known, Thresholds wanted) {
    return switch (desk.ask(Asker.person().tenantId(), known.runId(), wanted)) {
      case Answer.Counted counted ->
        new Shares(
            org.waymark.risk.FlagCount.sum(counted.now()).tiers().flaggedShare(),
            org.waymark.risk.FlagCount.sum(counted.then()).tiers().flaggedShare());
      case Answer.Unavailable unavailable -> new Shares(null, null);
    };
  }

  private static ThresholdPage.Notice conflict(Known newer, int base) {
    List<String> details = newer.versions().stream()
        .filter(version -> version.version() > base)
        .map(version -> "Version %d, %s, %s: %s. “%s”"
            .formatted(
                version.version(),
                version.changedBy(),
                Words.moment(version.changedAt()),
                String.join("; ", version.changes()),
                version.note()))
        .toList();
    return new ThresholdPage.Notice(
        "bad",
        "Nothing of yours is saved: somebody saved while you were typing. What you typed is still below; look at what changed, then save again.",
        details);
  }

  private Known known() {
    Asker.requireDistrict();
    return pages.ask(rows -> {
      boolean isOpen =
          rows.sql("select access.is_district()").query(Boolean.class).single();
      if (!isOpen) {
        throw new NotVisible();
      }
      Freshness fresh = Freshness.read(rows);
      String runId = fresh.published() == null ? "" : fresh.published().runId();
      List<ThresholdVersion> versions = ThresholdVersion.read(rows);
      if (!versions.isEmpty()) {
        ThresholdVersion newest = versions.getFirst();
        return new Known(
            runId, versions, newest.thresholds(), "version " + newest.version() + " on this page");
      }
      try {
        return new Known(
            runId,
            versions,
            ThresholdVersions.ofFile(database.dataDir()),
            "the file waymark.yml and the defaults");
      } catch (IOException | IllegalArgumentException e) {
        return new Known(
            runId, versions, Thresholds.DEFAULT, "the defaults, because waymark.yml can't be read");
      }
    });
  }

  private static Thresholds start(Known known, String from) {
    if (from.equals("defaults")) {
      return Thresholds.DEFAULT;
    }
    return known.versions().stream()
        .filter(version -> from.equals(Integer.toString(version.version())))
        .map(ThresholdVersion::thresholds)
        .findFirst()
        .orElse(known.current());
  }

  private ResponseEntity<String> page(
      HttpServletRequest request,
      int status,
      Known known,
      ThresholdForm form,
      ThresholdPage.@Nullable Notice notice) {
    Answer answer = desk.ask(
        Asker.person().tenantId(), known.runId(), form.isRight() ? form.thresholds() : null);
    ResponseEntity<String> drawn = pages.ledger(
        request,
        "thresholds",
        "thresholds.jte",
        (rows, fresh) -> draw(rows, fresh, known, form, notice, answer));
    return ResponseEntity.status(status).headers(drawn.getHeaders()).body(drawn.getBody());
  }

  private static ThresholdPage draw(
      JdbcClient rows,
      Freshness fresh,
      Known known,
      ThresholdForm form,
      ThresholdPage.@Nullable Notice notice,
      Answer answer) {
    @Nullable WhatIfTable table = null;
    String waiting = "";
    String unavailable = "";
    switch (answer) {
      case Answer.Counted counted -> {
        boolean isChange = form.isRight()
            && !ThresholdVersion.changes(counted.used(), form.thresholds()).isEmpty();
        table = WhatIfTable.of(counted, isChange, schools(rows));
        waiting = ThresholdVersion.changes(counted.used(), known.current()).isEmpty()
            ? ""
            : "The figures on the other pages were made with the thresholds before: %s. The next run takes the current ones."
                .formatted(
                    String.join("; ", ThresholdVersion.changes(counted.used(), known.current())));
      }
      case Answer.Unavailable why ->
        unavailable = why.reason()
            + " How many students other thresholds flag can't be said before it is there; try again in a minute, or after the next run.";
    }
    boolean isDifferent = form.isRight()
        && !ThresholdVersion.changes(known.current(), form.thresholds()).isEmpty();
    return new ThresholdPage(
        ThresholdPage.title(table),
        notice,
        ThresholdPage.groups(form, known.current()),
        form,
        known.source(),
        waiting,
        table,
        unavailable,
        isDifferent && (table == null || table.isTooMany()),
        form.base() + 1,
        known.versions(),
        fresh.through());
  }

  private static Map<Long, String> schools(JdbcClient rows) {
    record School(long schoolId, String schoolName) {}
    return rows
        .sql("select school_id, school_name from analytics.dim_schools")
        .query(Records.of(School.class))
        .list()
        .stream()
        .collect(Collectors.toMap(School::schoolId, School::schoolName, (a, b) -> a));
  }

  /// The thresholds for machines.
  public record Out(String source, Map<String, ?> current, List<Version> versions) {}

  /// One saved version.
  public record Version(
      int version,
      String changedBy,
      String changedAt,
      String note,
      List<String> changes,
      @Nullable Double flaggedShareBefore,
      @Nullable Double flaggedShareAfter) {}

  @Api("Thresholds of the warning signs, and every saved version")
  @GetMapping("/api/v1/thresholds")
  @OpenTo(Circle.DISTRICT_DATA)
  Out forMachines() {
    Known known = known();
    return new Out(
        known.source(),
        org.waymark.engine.Threshold.valuesOf(known.current()).entrySet().stream()
            .collect(Collectors.toMap(
                e -> e.getKey().key(), Map.Entry::getValue, (a, b) -> a, java.util.TreeMap::new)),
        known.versions().stream()
            .map(v -> new Version(
                v.version(),
                v.changedBy(),
                v.changedAt().toString(),
                v.note(),
                v.changes(),
                v.flaggedBefore(),
                v.flaggedAfter()))
            .toList());
  }

  /// What other thresholds would flag.
  ///
  /// @param unavailable why it could not be counted; null where it was
  public record WhatIfAnswer(
      @Nullable String unavailable,
      long students,
      double shareNow,
      double shareThen,
      List<WhatIfTable.Line> tiers,
      List<WhatIfTable.Line> indicators,
      List<WhatIfTable.Line> schools) {}

  @Api(
      value = "How many students other thresholds would flag; those not named stay as they are",
      asks = {
        "minimum_enrolled_days",
        "attendance_yellow",
        "attendance_red",
        "gpa_red",
        "percentile_yellow",
        "percentile_red",
        "growth_red",
        "behavior_days",
        "referrals_yellow",
        "referrals_red",
        "mastery_score",
        "class_gap_share"
      })
  @GetMapping("/api/v1/thresholds/what-if")
  @OpenTo(Circle.DISTRICT_DATA)
  WhatIfAnswer whatIfForMachines(@RequestParam Map<String, String> asked) {
    Known known = known();
    Map<String, String> wanted = new HashMap<>();
    ThresholdForm.of(known.current(), known.newest())
        .typed()
        .forEach((threshold, text) -> wanted.put(threshold.key(), text));
    wanted.putAll(asked);
    ThresholdForm form = ThresholdForm.of(wanted);
    if (!form.isRight()) {
      throw new BadRequest(form.troubles().entrySet().stream()
          .map(trouble -> trouble.getKey() + ": " + trouble.getValue())
          .collect(Collectors.joining(" ")));
    }
    return switch (desk.ask(Asker.person().tenantId(), known.runId(), form.thresholds())) {
      case Answer.Unavailable why ->
        new WhatIfAnswer(why.reason(), 0, 0, 0, List.of(), List.of(), List.of());
      case Answer.Counted counted -> {
        WhatIfTable table = WhatIfTable.of(counted, true, pages.ask(ThresholdController::schools));
        yield new WhatIfAnswer(
            null,
            table.students(),
            table.shareNow(),
            table.shareThen(),
            table.tiers(),
            table.indicators(),
            table.schools());
      }
    };
  }
}

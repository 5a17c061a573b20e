package org.waymark.sources.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.waymark.sources.internal.Mapping.Feed;
import org.waymark.sources.internal.Mapping.Rule;

/// The one insert that loads a file into the table of an entity, with an `issue` for each
/// row that cannot stay.
final class LoadStatement {
  /// Columns that every table has while it is loaded, dropped at the end.
  static final String ISSUE = "row_issue";

  static final String MODIFIED = "row_modified_at";

  private final TypedSql types;
  private final FileProfile profile;
  private final Map<String, String> names;

  /// @param names lower-case column name → name as written in the file
  LoadStatement(TypedSql types, FileProfile profile, Map<String, String> names) {
    this.types = types;
    this.profile = profile;
    this.names = names;
  }

  String insert(Feed feed, @Nullable String where, int fileKey) {
    List<String> raws = new ArrayList<>();
    List<String> values = new ArrayList<>();
    List<String> issues = new ArrayList<>();
    List<String> targets = new ArrayList<>();
    boolean isStatusMapped =
        feed.rules().stream().anyMatch(rule -> rule.column().equals(Entity.RECORD_STATUS));
    String status = isStatusMapped ? null : oneRosterColumn("status");
    if (status != null) {
      raws.add("lower(trim(" + status + ")) = 'tobedeleted' as is_withdrawn");
      issues.add("when is_withdrawn then '-:withdrawn'");
    }
    if (where != null) {
      raws.add("coalesce((" + where + "), false) as is_wanted");
      issues.add("when not is_wanted then '-:ignored'");
    }
    List<String> students = new ArrayList<>();
    for (Rule rule : feed.rules()) {
      String raw = raw(rule);
      if (raw == null) {
        continue;
      }
      String alias = "r" + values.size();
      String typed = Db.name(rule.column().name());
      if (rule.extract() == null) {
        raws.add(raw + " as " + alias);
        values.add(types.value(rule, alias) + " as " + typed);
      } else {
        raws.add(raw + " as " + alias);
        raws.add("nullif(trim(regexp_extract("
            + raw
            + ", "
            + Db.literal(rule.extract())
            + ", "
            + rule.group()
            + ")), '') as x"
            + values.size());
        values.add(types.value(rule, "x" + values.size()) + " as " + typed);
      }
      if (rule.column().equals(Entity.RECORD_STATUS)) {
        issues.addAll(0, types.issues(rule, alias, typed));
        issues.addFirst("when " + typed + " = 'withdrawn' then '-:withdrawn'");
        continue;
      }
      issues.addAll(types.issues(rule, alias, typed));
      if (Entity.STUDENT_IDS.contains(rule.column().name())) {
        students.add(typed);
      }
      targets.add(typed);
    }
    if (feed.entity().hasStudents()) {
      issues.add(
          students.isEmpty()
              ? "when true then 'student_id:missing'"
              : "when coalesce(" + String.join(", ", students)
                  + ") is null then 'student_id:missing'");
    }
    String modified = oneRosterColumn("datelastmodified");
    raws.add((modified == null
            ? "cast(null as timestamp)"
            : "try_cast(trim(" + modified + ") as timestamp)")
        + " as "
        + MODIFIED);
    String columns = String.join(", ", targets);
    return "insert into "
        + feed.entity().table()
        + " ("
        + columns
        + ", file_key, "
        + ISSUE
        + ", "
        + MODIFIED
        + ") select "
        + columns
        + ", "
        + fileKey
        + ", "
        + (issues.isEmpty() ? "null" : "case " + String.join(" ", issues) + " end")
        + ", "
        + MODIFIED
        + " from (select *, "
        + String.join(", ", values)
        + " from (select "
        + String.join(", ", raws)
        + " from "
        + tableWith(feed, where)
        + "))";
  }

  /// The file, with empty columns for what expressions name and the file does not have.
  private String tableWith(Feed feed, @Nullable String where) {
    List<String> read = new ArrayList<>();
    feed.rules().forEach(rule -> read.addAll(rule.read()));
    if (where != null) {
      read.addAll(Rule.quoted(where));
    }
    String absent = read.stream()
        .filter(name -> !names.containsKey(Recogniser.lower(name)))
        .map(name -> ", cast(null as varchar) as " + Db.name(name))
        .distinct()
        .collect(Collectors.joining());
    return absent.isEmpty() ? table() : "(select *" + absent + " from " + table() + ")";
  }

  /// The file as a table of texts.
  String table() {
    List<String> columns = new ArrayList<>();
    if (profile.isNormalised()) {
      columns.add(FileProfile.LINE_COLUMN);
    }
    columns.addAll(profile.header());
    return "read_csv("
        + Db.literal(profile.readable().toString())
        + ", columns = {"
        + columns.stream()
            .map(name -> Db.literal(name) + ": 'VARCHAR'")
            .collect(Collectors.joining(", "))
        + "}, auto_detect = false, header = true, compression = 'none', delim = "
        + Db.literal(String.valueOf(profile.readDelimiter()))
        + ", quote = '\"', escape = '\"', parallel = "
        + !profile.isMultiline()
        + ")";
  }

  private @Nullable String raw(Rule rule) {
    if (rule.constant() != null) {
      return Db.literal(rule.constant());
    }
    if (rule.expression() != null) {
      return "nullif(trim(cast(try(" + rule.expression() + ") as varchar)), '')";
    }
    for (String name : rule.from()) {
      String written = names.get(Recogniser.lower(name));
      if (written != null) {
        return profile.hasBlankEdges()
            ? "nullif(trim(" + Db.name(written) + "), '')"
            : Db.name(written);
      }
    }
    return null;
  }

  /// OneRoster's own columns for deletion and age, if this is such a file.
  private @Nullable String oneRosterColumn(String lower) {
    String written = names.get(lower);
    return written != null
            && names.containsKey("sourcedid")
            && names.containsKey("datelastmodified")
        ? Db.name(written)
        : null;
  }
}

package org.waymark.generator;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waymark.generator.Student.Stay;

/// Files that try to break the reader, beside the ordinary ones. Their rows have keys of
/// their own.
final class HostileFiles {
  private static final String INCIDENT_HEADER =
      "IncidentID,StudentNumber,SchoolCode,IncidentDate,IncidentType,ActionTaken,DaysAssigned";
  private static final int LONG_LINE = 2 << 20;
  private final District district;
  private final Path out;
  private final List<Student> some;
  private final List<Defect> defects = new ArrayList<>();

  HostileFiles(District district, Path out) {
    this.district = district;
    this.out = out;
    some = district.roster.students().stream()
        .filter(student -> student.lastStay().isOpen() && student.lastStay().grade() >= 3)
        .limit(8)
        .toList();
  }

  List<Defect> write() throws IOException {
    if (some.isEmpty()) {
      return defects;
    }
    wrongUnit();
    renamedColumn();
    brokenFiles();
    brokenLines();
    otherDialects();
    copies();
    archives();
    return defects;
  }

  private void file(String kind, String path, byte[] content, String expected, String note)
      throws IOException {
    file(kind, path, content, null, "", "", expected, note);
  }

  private void file(
      String kind,
      String path,
      byte[] content,
      @Nullable Long line,
      String key,
      String column,
      String expected,
      String note)
      throws IOException {
    Files.write(out.resolve(path), content);
    defects.add(new Defect(kind, path, line, key, column, "", expected, note));
  }

  /// Rows of `discipline.csv` under new ids.
  private List<String> incidents(String series) {
    List<String> lines = new ArrayList<>();
    for (Student student : some) {
      Stay stay = student.lastStay();
      String day =
          district.day(stay.year(), Math.max(stay.first(), stay.last() - 9)).toString();
      lines.add(String.join(
          ",",
          "INC-" + series + "-" + student.number(),
          student.number(),
          district.schools.get(stay.school()).code(),
          day,
          "Disruption",
          "Referral",
          "0"));
    }
    return lines;
  }

  private static byte[] text(String header, List<String> lines) {
    return (header + "\n" + String.join("\n", lines) + "\n").getBytes(UTF_8);
  }

  private void wrongUnit() throws IOException {
    List<String> lines = new ArrayList<>();
    for (Student student : some) {
      Stay stay = student.lastStay();
      String school = district.schools.get(stay.school()).code();
      String day = district.calendar(stay.year()).firstDay().toString();
      String label = district.calendar(stay.year()).label();
      int percent = 61 + student.index * 7 % 38;
      lines.add(String.join(
          ",",
          List.of(
              student.number(),
              school,
              "",
              "SUM" + percent,
              "Summer Bridge",
              label,
              "SU",
              Course.letter(percent),
              "0." + percent,
              "0.5",
              "0.5",
              "Y",
              day)));
    }
    file(
        "wrong_unit",
        "sis/course_grades_summer.csv",
        text(
            "StudentNumber,SchoolCode,SectionID,CourseCode,CourseName,SchoolYear,Term,LetterGrade,PercentGrade,"
                + "CreditAttempted,CreditEarned,IsFinal,DatePosted",
            lines),
        null,
        "",
        "PercentGrade",
        "reported",
        "every percent is a fraction of one: 0.93 means 93");
  }

  private void renamedColumn() throws IOException {
    Path source = out.resolve(NweaFiles.path(district, district.latest(), Season.WINTER));
    if (!Files.exists(source)) {
      return;
    }
    List<String> lines = new ArrayList<>();
    String header;
    try (BufferedReader reader = Files.newBufferedReader(source)) {
      header = reader.readLine();
      for (String line = reader.readLine();
          line != null && lines.size() < 5;
          line = reader.readLine()) {
        Row row = Row.parse(Headers.NWEA, line, true);
        lines.add(new String(
                row.with("TestID", "9" + row.get("TestID").substring(1)).line(), UTF_8)
            .strip());
      }
    }
    file(
        "renamed_column",
        "assessments/nwea/AssessmentResults_Renamed.csv",
        text(header.replace("TestRITScore", "TestRIT_Score"), lines),
        null,
        "",
        "TestRITScore",
        "file_refused",
        "the column is called TestRIT_Score");
  }

  private void brokenFiles() throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line : incidents("N")) {
      String[] cells = line.split(",");
      lines.add(String.join(",", cells[0], cells[2], cells[3], cells[4], cells[5], cells[6]));
    }
    file(
        "missing_required_column",
        "sis/discipline_without_students.csv",
        text(INCIDENT_HEADER.replace("StudentNumber,", ""), lines),
        null,
        "",
        "StudentNumber",
        "file_refused",
        "the student's number is required");
    file("empty_file", "sis/empty.csv", new byte[0], "file_refused", "no byte at all");
    file(
        "header_only",
        "sis/programs_header_only.csv",
        "StudentNumber,Program,Detail,SchoolCode,StartDate,EndDate\n".getBytes(UTF_8),
        "reported",
        "a header and no row");
    file(
        "unknown_layout",
        "sis/lunch_menu.csv",
        "Weekday,Dish,Allergens\nMonday,Lentil soup,none\nTuesday,Pasta,wheat\n".getBytes(UTF_8),
        "reported",
        "no mapping recognises it");
  }

  private void brokenLines() throws IOException {
    int line = some.size() + 1;
    String last = "INC-%s-" + some.getLast().number();
    List<String> cut = incidents("C");
    String tail = cut.removeLast();
    String start = INCIDENT_HEADER + "\n" + (cut.isEmpty() ? "" : String.join("\n", cut) + "\n");
    String half = tail.substring(0, tail.indexOf("Disruption")) + "\"Disrup";
    file(
        "truncated_in_quote",
        "sis/discipline_truncated.csv",
        (start + half).getBytes(UTF_8),
        (long) line,
        last.formatted("C"),
        "IncidentType",
        "quarantined",
        "the file ends inside quotation marks");
    damagedLast(
        "nul_bytes",
        "nul",
        "Z",
        "Disruption",
        "Dis\0rup\0tion",
        "IncidentType",
        "NUL bytes in a cell");
    damagedLast(
        "too_many_columns",
        "wide",
        "W",
        "Referral,0",
        "Referral,0,1,2,3",
        "",
        "three columns too many");
    damagedLast(
        "very_long_line",
        "long",
        "L",
        "Disruption",
        "x".repeat(LONG_LINE),
        "IncidentType",
        "a line of two megabytes");
  }

  private void damagedLast(
      String kind, String name, String series, String from, String to, String column, String note)
      throws IOException {
    List<String> lines = incidents(series);
    lines.add(lines.removeLast().replace(from, to));
    file(
        kind,
        "sis/discipline_" + name + ".csv",
        text(INCIDENT_HEADER, lines),
        (long) lines.size() + 1,
        "INC-" + series + "-" + some.getLast().number(),
        column,
        "quarantined",
        note);
  }

  private void otherDialects() throws IOException {
    String utf16 = "\uFEFF" + new String(text(INCIDENT_HEADER, incidents("U")), UTF_8);
    file(
        "utf_16",
        "sis/discipline_utf16.csv",
        utf16.getBytes(UTF_16LE),
        "reported",
        "good: every row loads, UTF-16 with a byte order mark");
    String semicolons = new String(text(INCIDENT_HEADER, incidents("S")), UTF_8).replace(',', ';');
    file(
        "semicolons",
        "sis/discipline_semicolon.csv",
        semicolons.getBytes(UTF_8),
        "reported",
        "good: every row loads");
    String crlf = new String(text(INCIDENT_HEADER, incidents("R")), UTF_8).replace("\n", "\r\n");
    file(
        "crlf",
        "sis/discipline_crlf.csv",
        crlf.getBytes(UTF_8),
        "reported",
        "good: every row loads");
  }

  private void copies() throws IOException {
    file(
        "duplicate_file",
        "sis/programs_copy.csv",
        Files.readAllBytes(out.resolve("sis/programs.csv")),
        "duplicate",
        "programs.csv under another name");
  }

  private void archives() throws IOException {
    file(
        "zip_path_escape",
        "sis/escape.zip",
        ZipTrap.escaping(),
        null,
        "../evil.csv",
        "",
        "file_refused",
        "leaves the folder");
    file(
        "zip_bomb",
        "sis/bomb.zip",
        ZipTrap.bomb(),
        null,
        "attendance.csv",
        "",
        "file_refused",
        "100 MiB in 100 KB");
  }
}

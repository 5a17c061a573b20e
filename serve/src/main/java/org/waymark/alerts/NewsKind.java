package org.waymark.alerts;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.waymark.access.Circle;
import org.waymark.access.Person;

/// What may be news. The audiences are those whom step 8 of the district's guide names.
public enum NewsKind {
  HIGH_RISK(
      "High Risk",
      "A student enters High Risk",
      "A student entered High Risk",
      "students entered High Risk",
      List.of("counselor", "homeroom_teacher")),
  ATTENDANCE(
      "Attendance",
      "Attendance falls below the line",
      "A student's attendance fell below the line",
      "students fell below the attendance line",
      List.of("attendance_coordinator")),
  FAILING_GRADE(
      "Failing grades",
      "A new failing grade",
      "A student has a new failing grade",
      "new failing grades",
      List.of("subject_teacher", "department_head")),
  COHORT_DECLINE(
      "Falling scores",
      "A grade's scores fall clearly",
      "A grade's scores fell against last year",
      "declines of whole grades",
      List.of("school_leader", "district_leader")),
  DATA_REFUSED(
      "Data refused",
      "Data refused",
      "Data was refused",
      "refusals of data",
      List.of("analyst", "operator", "administrator"));

  private final String label;
  private final String title;
  private final String one;
  private final String many;
  private final List<String> audience;

  NewsKind(String label, String title, String one, String many, List<String> audience) {
    this.label = label;
    this.title = title;
    this.one = one;
    this.many = many;
    this.audience = audience;
  }

  /// What many of them are called, on a button.
  public String label() {
    return label;
  }

  /// What it is called in a list of choices.
  public String title() {
    return title;
  }

  /// A subject line about one; names nobody.
  public String one() {
    return one;
  }

  /// A subject line about several, after their number.
  public String many() {
    return many;
  }

  /// Who is told unless the district says otherwise.
  public List<String> audience() {
    return audience;
  }

  /// Whether it is about one student.
  public boolean isAboutStudent() {
    return this == HIGH_RISK || this == ATTENDANCE || this == FAILING_GRADE;
  }

  /// Whether a person of that role may see what it is about, and so may be told.
  public boolean isFor(Person.Role role) {
    return switch (this) {
      case HIGH_RISK, ATTENDANCE, FAILING_GRADE -> Circle.STUDENTS.has(role);
      case COHORT_DECLINE -> Circle.LEADERS.has(role);
      case DATA_REFUSED ->
        Circle.DISTRICT_DATA.has(role)
            || role == Person.Role.ADMINISTRATOR
            || role == Person.Role.OPERATOR;
    };
  }

  /// As the ledger and the settings write it.
  public String written() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static NewsKind of(String written) {
    return Arrays.stream(values())
        .filter(kind -> kind.written().equals(written))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("unknown kind of news " + written));
  }
}

package org.waymark.web.people;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.waymark.access.Circle;
import org.waymark.access.Person;
import org.waymark.access.ShowsStudents;
import org.waymark.store.Records;
import org.waymark.web.Words;

/// What the person may see and why, and why somebody isn't among it.
///
/// @param asked a name or id that the person looked for
/// @param found students with that name or id whom the person sees
/// @param why said in the same words whether a student is hidden or does not exist
public record MyAccess(
    String title,
    String rule,
    List<People.Grant> grants,
    long students,
    boolean seesStudents,
    String asked,
    List<Found> found,
    List<String> why)
    implements ShowsStudents {

  /// A student whom the person sees.
  public record Found(long studentId, String name) {}

  @Override
  public List<Long> shownStudents() {
    return found.stream().map(Found::studentId).toList();
  }

  static MyAccess read(JdbcClient rows, Person person, String asked) {
    boolean sees = person.isIn(Circle.STUDENTS);
    long students = sees
        ? rows.sql("select count(*) from analytics.dim_students where is_enrolled")
            .query(Long.class)
            .single()
        : 0;
    List<Found> found = sees && !asked.isEmpty() ? found(rows, asked) : List.of();
    return new MyAccess(
        sees
            ? "You see " + Words.counted(students, "enrolled student", "enrolled students")
            : "You see no student, by rule",
        rule(person),
        PeopleReader.grants(rows, person.personId()).stream()
            .filter(People.Grant::isOpen)
            .toList(),
        students,
        sees,
        asked,
        found,
        asked.isEmpty() || !found.isEmpty() ? List.of() : why(rows, person));
  }

  private static List<Found> found(JdbcClient rows, String asked) {
    String sought =
        asked.toLowerCase(java.util.Locale.ROOT).replace(",", "").replaceAll("\\s+", " ");
    return rows.sql("""
            select student_id, last_name || ', ' || first_name as name from analytics.dim_students
            where sis_id = :asked
               or search_family ~>=~ :sought and search_family ~<~ :last
               or search_given ~>=~ :sought and search_given ~<~ :last
            order by 2, 1 limit 8
            """)
        .param("asked", asked)
        .param("sought", sought)
        .param("last", sought + "\uDBFF\uDFFF")
        .query(Records.of(Found.class))
        .list();
  }

  private static String rule(Person person) {
    return switch (person.role()) {
      case DISTRICT -> "A district leader sees every student of the district.";
      case ANALYST ->
        "A data analyst sees every student of the district, to check the data, and decides nothing.";
      case SCHOOL -> "A school leader sees the students who are enrolled in the leader's schools.";
      case COUNSELOR -> "A counselor sees the students of the caseload that the roster names.";
      case TEACHER ->
        "A teacher sees the students of the sections that the teacher teaches now, by the roster. When a section ends, so does the view.";
      case BOARD ->
        "A board member sees figures of groups that are large enough to be public, and no student.";
      case ADMINISTRATOR ->
        "A tenant administrator keeps accounts, grants and the record of who looked, and sees no student.";
      case OPERATOR -> "An operator sees runs and files, and no student.";
    };
  }

  private static List<String> why(JdbcClient rows, Person person) {
    List<String> ask =
        rows.sql("select * from access.whom_to_ask()").query(String.class).list();
    String who = ask.isEmpty()
        ? "your district's administrator of Waymark"
        : String.join(" or ", ask) + " (administrator of Waymark)";
    String bond = switch (person.role()) {
      case SCHOOL -> "Such a student may be enrolled in another school, or no longer in yours.";
      case COUNSELOR -> "Such a student may be in another counselor's caseload.";
      case TEACHER -> "Such a student may not be in a section that you teach today.";
      default -> "Every student of the published roster is open to you.";
    };
    return List.of(
        "No student whom you may see has this name or id. This page says the same whether there is such a student or not.",
        bond,
        "The roster may be wrong or late: figures are as of the last run. Ask the school's registrar to look.",
        person.role().seesOwnOnly() || person.role() == Person.Role.SCHOOL
            ? "If you work with the student: a leader of the student's school can grant you the student until a date, and "
                + who + " can grant you a school."
            : "If somebody is missing from the roster, " + who + " can say why.");
  }
}

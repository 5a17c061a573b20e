package org.waymark.web.plans;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.waymark.access.Circle;
import org.waymark.access.Person;
import org.waymark.interventions.NeedReader;
import org.waymark.interventions.NextSteps;
import org.waymark.interventions.Notes;
import org.waymark.interventions.Plans;
import org.waymark.interventions.PlaybookShelf;
import org.waymark.interventions.Standing;
import org.waymark.interventions.StepSettings;
import org.waymark.interventions.Team;
import org.waymark.web.DistrictTime;

/// Reads what is done for a student, and orders what could be.
public final class SupportReader {
  private final PlaybookShelf shelf;
  private final StepSettings settings;
  private final DistrictTime time;

  public SupportReader(Path dataDir, PlaybookShelf shelf, DistrictTime time) {
    this.shelf = shelf;
    this.time = time;
    settings = new StepSettings(dataDir);
  }

  public Support read(JdbcClient rows, Person person, long student, Support.Said said) {
    LocalDate today = today();
    boolean mayAct = person.isIn(Circle.ACTING);
    Team team = new Team(rows);
    NextSteps next = steps(rows);
    return new Support(
        student,
        next.of(person, needs(rows, student), today),
        settings.explores(),
        !mayAct || next.isRemembered(student),
        Standing.of(rows, new Plans(rows).of(student), today),
        team.of(student),
        mayAct ? team.candidates(student) : List.of(),
        new Notes(rows).of(student),
        mayAct,
        today,
        Entry.fresh(),
        said);
  }

  /// Today, in the district.
  public LocalDate today() {
    return time.today();
  }

  /// The next steps, with the district's setting.
  public NextSteps steps(JdbcClient rows) {
    return new NextSteps(rows, shelf.contents(), settings.explores());
  }

  public PlaybookShelf.Contents shelf() {
    return shelf.contents();
  }

  /// What early warning says of a student; nothing where it says nothing.
  public static NeedReader.Needs needs(JdbcClient rows, long student) {
    return new NeedReader(rows)
        .of(List.of(student))
        .getOrDefault(student, NeedReader.Needs.nothing(student));
  }
}

package org.waymark.web.student;

import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.waymark.access.Person;
import org.waymark.interventions.Notes;
import org.waymark.interventions.Plan;
import org.waymark.interventions.PlanLog;
import org.waymark.interventions.Plans;
import org.waymark.interventions.Team;
import org.waymark.web.Freshness;

/// Asks the database for one student's packet.
final class PacketReader {
  private PacketReader() {}

  static Packet read(
      JdbcClient rows, Freshness fresh, Person person, long student, LocalDate today) {
    Profile profile = ProfileReader.read(rows, fresh, person, student);
    List<Plan> plans = new Plans(rows).of(student);
    List<Long> keys = plans.stream().map(Plan::planId).toList();
    PlanLog log = new PlanLog(rows);
    var sessions = log.sessions(keys);
    var points = log.points(keys);
    List<Notes.Note> notes = new Notes(rows).of(student);
    return new Packet(
        profile,
        Packet.printed(person, today),
        plans.stream()
            .map(plan -> PacketPlan.of(
                plan,
                sessions.getOrDefault(plan.planId(), List.of()),
                points.getOrDefault(plan.planId(), List.of()),
                today))
            .toList(),
        // what only counselors and leaders may read stays off a paper that goes around a table
        notes.stream().filter(note -> !isForLeaders(note)).toList(),
        (int) notes.stream().filter(PacketReader::isForLeaders).count(),
        new Team(rows).of(student),
        PacketRoom.AMPLE);
  }

  private static boolean isForLeaders(Notes.Note note) {
    return note.visibility().equals(Notes.Visibility.LEADERS.key());
  }
}

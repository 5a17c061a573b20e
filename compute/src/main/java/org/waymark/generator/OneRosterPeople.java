package org.waymark.generator;

import java.io.IOException;
import java.util.Locale;
import org.waymark.generator.Staffing.Educator;
import org.waymark.generator.Student.Stay;

/// The people of the OneRoster bundle: users, their roles, students' demographics.
final class OneRosterPeople {
  private final District district;
  private final String modified;

  OneRosterPeople(District district) {
    this.district = district;
    modified = district.plan.through() + "T06:00:00.000Z";
  }

  void add(Workspace workspace) {
    workspace.file("oneroster/users.csv", Headers.USERS, this::users);
    workspace.file("oneroster/roles.csv", Headers.ROLES, this::roles);
    workspace.file("oneroster/demographics.csv", Headers.DEMOGRAPHICS, this::demographics);
  }

  private Table begin(Table table, String sourcedId) {
    return table.cells(sourcedId, "active", modified);
  }

  private void users(Table table) throws IOException {
    for (Educator educator : district.staffing.educators()) {
      boolean isHere = educator.lastYear() == district.latest();
      begin(table, educator.sourcedId())
          .cells(isHere ? "true" : "false", educator.id().toLowerCase(Locale.ROOT), "")
          .cells(educator.firstName(), educator.lastName(), "", educator.id(), educator.email())
          .cells("", "", "", "", "", "", "", "", "")
          .cells(district.schools.get(educator.post().school).sourcedId(), "")
          .end();
    }
    for (Student student : district.roster.students()) {
      Stay last = student.lastStay();
      begin(table, student.sourcedId())
          .cells(
              last.isOpen() ? "true" : "false",
              "mv" + student.number(),
              "{state:" + student.stateId() + "}")
          .cells(student.firstName(district.seed()), student.lastName, "", student.number(), "")
          .cells("", "", "", OneRosterFiles.ceds(last.grade()), "", "", "", "", "")
          .cells(district.schools.get(last.school()).sourcedId(), "")
          .end();
    }
  }

  private void roles(Table table) throws IOException {
    for (Educator educator : district.staffing.educators()) {
      String role = switch (educator.post().position) {
        case "Principal" -> "principal";
        case "Counselor" -> "counselor";
        default -> "teacher";
      };
      boolean isHere = educator.lastYear() == district.latest();
      begin(table, "role-" + educator.sourcedId())
          .cells(educator.sourcedId(), "primary", role)
          .cell(district.calendar(educator.firstYear()).firstDay())
          .cell(isHere ? "" : district.calendar(educator.lastYear()).lastDay().toString())
          .cells(district.schools.get(educator.post().school).sourcedId(), "")
          .end();
    }
    for (Student student : district.roster.students()) {
      Stay last = student.lastStay();
      begin(table, "role-" + student.sourcedId())
          .cells(student.sourcedId(), "primary", "student")
          .cell(district.day(student.stays[0].year(), student.stays[0].first()))
          .cell(last.isOpen() ? "" : district.day(last.year(), last.last()).toString())
          .cells(district.schools.get(last.school()).sourcedId(), "")
          .end();
    }
  }

  private void demographics(Table table) throws IOException {
    for (Student student : district.roster.students()) {
      Race race = student.race;
      boolean isMixed = race == Race.TWO_OR_MORE;
      boolean isAlsoBlack = isMixed && student.index % 2 == 0;
      begin(table, student.sourcedId())
          .cell(student.birthDate())
          .cells(
              student.isGirl ? "female" : "male",
              flag(race == Race.AMERICAN_INDIAN),
              flag(race == Race.ASIAN || (isMixed && !isAlsoBlack)),
              flag(race == Race.BLACK || isAlsoBlack),
              flag(race == Race.PACIFIC_ISLANDER),
              flag(race == Race.WHITE || race == Race.HISPANIC || isMixed),
              flag(isMixed),
              flag(race == Race.HISPANIC),
              "US",
              "",
              "",
              "")
          .end();
    }
  }

  private static String flag(boolean value) {
    return value ? "true" : "false";
  }
}

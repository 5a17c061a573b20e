package org.waymark.access;

import static org.waymark.access.Person.Role.ADMINISTRATOR;
import static org.waymark.access.Person.Role.ANALYST;
import static org.waymark.access.Person.Role.BOARD;
import static org.waymark.access.Person.Role.COUNSELOR;
import static org.waymark.access.Person.Role.DISTRICT;
import static org.waymark.access.Person.Role.OPERATOR;
import static org.waymark.access.Person.Role.SCHOOL;
import static org.waymark.access.Person.Role.TEACHER;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.waymark.access.Person.Role;

/// The circles of people that a route may be open to. Which rows they then see is the
/// database's to say.
public enum Circle {
  /// Nobody needs to have signed in: the door itself.
  ANYBODY(Role.values()),
  /// Whoever has signed in.
  SIGNED_IN(Role.values()),
  /// Those who see students: all of them, those of a school, or their own.
  STUDENTS(DISTRICT, SCHOOL, COUNSELOR, TEACHER, ANALYST),
  /// Those who see students and act for them: plans, notes, decisions about actions.
  ACTING(DISTRICT, SCHOOL, COUNSELOR, TEACHER),
  /// Those who lead the district or a school, and the analyst who works for them.
  LEADERS(DISTRICT, SCHOOL, ANALYST),
  /// Those who see the district's own files and all its rows.
  DISTRICT_DATA(DISTRICT, ANALYST),
  /// Those who decide for the district: thresholds, models.
  DECIDERS(DISTRICT),
  /// Those who need to know whether last night's run went well.
  RUNS(DISTRICT, SCHOOL, COUNSELOR, TEACHER, ANALYST, ADMINISTRATOR, OPERATOR),
  /// Those who may be told news: of students, of grades, or of data that was refused.
  TOLD(DISTRICT, SCHOOL, COUNSELOR, TEACHER, ANALYST, ADMINISTRATOR, OPERATOR),
  /// Those who keep it going and see no student: whether letters went out.
  KEEPERS(ADMINISTRATOR, OPERATOR),
  /// Those who keep accounts, grants, and the record of who looked.
  ADMINISTRATORS(ADMINISTRATOR),
  /// Those who may read figures that are fit for the public: all but the operator.
  PUBLIC_FIGURES(DISTRICT, SCHOOL, COUNSELOR, TEACHER, ANALYST, BOARD, ADMINISTRATOR),
  /// Those who may open one student to a colleague: leaders who see the student.
  GIVING(DISTRICT, SCHOOL),
  /// Those who may end what was granted by hand.
  REVOKING(DISTRICT, SCHOOL, ADMINISTRATOR);

  private final Set<Role> roles;

  Circle(Role... roles) {
    this.roles = EnumSet.copyOf(Arrays.asList(roles));
  }

  /// Whether a person of that role stands inside.
  public boolean has(Role role) {
    return roles.contains(role);
  }

  /// Who stands inside.
  public Set<Role> roles() {
    return Set.copyOf(roles);
  }
}

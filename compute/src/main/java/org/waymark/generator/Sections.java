package org.waymark.generator;

import java.util.List;
import org.waymark.generator.Student.Stay;

/// Classes: one homeroom for a child in elementary grades, six courses in secondary ones.
final class Sections {
  static final int PERIODS = 6;
  private static final int SIZE = 24;
  private final District district;

  Sections(District district) {
    this.district = district;
  }

  /// How many classes a grade has.
  int count(int year, int school, int grade) {
    int children = district.roster.count(year, school, grade);
    return children == 0 ? 0 : Math.max(1, Math.round(children / (float) SIZE));
  }

  /// The class of a child, from 0.
  int of(Stay stay) {
    return stay.place() % count(stay.year(), stay.school(), stay.grade());
  }

  /// Courses that have sections of their own.
  static List<Course> scheduled(int grade) {
    return grade <= 5 ? List.of(Course.HOMEROOM) : Course.SECONDARY;
  }

  static int period(int course, int section) {
    return (course + section) % PERIODS + 1;
  }

  /// `2026-E003-HR04-02`
  String id(int year, int school, int grade, Course course, int section) {
    int place = section + 1;
    return district.calendar(year).springYear
        + "-"
        + district.schools.get(school).code()
        + "-"
        + course.code(grade)
        + (place < 10 ? "-0" : "-")
        + place;
  }

  /// The section in which a child takes a course.
  String id(Stay stay, int course) {
    Course taught = stay.grade() <= 5 ? Course.HOMEROOM : Course.SECONDARY.get(course);
    return id(stay.year(), stay.school(), stay.grade(), taught, of(stay));
  }
}

package org.waymark.generator;

import java.util.List;

/// A course; in secondary grades its code ends in the grade.
///
/// @param hardness added to the logarithm of the shortfall
record Course(String prefix, String title, String subject, double hardness) {
  static final String HOMEROOM_SUBJECT = "Elementary";
  static final List<Course> ELEMENTARY = List.of(
      new Course("RDG", "Reading", "English Language Arts", 0),
      new Course("MTH", "Mathematics", "Mathematics", 0),
      new Course("SCI", "Science", "Science", 0),
      new Course("SST", "Social Studies", "Social Studies", 0));
  static final List<Course> SECONDARY = List.of(
      new Course("ELA", "English", "English Language Arts", 0.03),
      new Course("MAT", "Mathematics", "Mathematics", 0.12),
      new Course("SCI", "Science", "Science", 0.06),
      new Course("SOC", "Social Studies", "Social Studies", 0.0),
      new Course("WLG", "World Language", "World Languages", -0.05),
      new Course("PHE", "Physical Education", "Physical Education", -0.35));
  static final Course HOMEROOM = new Course("HR", "Homeroom", HOMEROOM_SUBJECT, 0);

  static List<Course> of(int grade) {
    return grade <= 5 ? ELEMENTARY : SECONDARY;
  }

  String code(int grade) {
    return prefix + (grade == 0 ? "0K" : "%02d".formatted(grade));
  }

  String title(int grade) {
    return title + " " + (grade == 0 ? "K" : Integer.toString(grade));
  }

  static String gradeCell(int grade) {
    return grade == 0 ? "K" : Integer.toString(grade);
  }

  /// The letter of a percent; the one cut table of the district.
  static String letter(int percent) {
    return percent >= 90
        ? "A"
        : percent >= 80 ? "B" : percent >= 70 ? "C" : percent >= 60 ? "D" : "F";
  }
}

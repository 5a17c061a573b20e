package org.waymark.generator;

import java.util.ArrayList;
import java.util.List;

/// The district's schools and which of them a neighbourhood feeds.
final class Schools {
  private static final String[] PLACES = {
    "Alder", "Birchwood", "Cedar Creek", "Dogwood", "Elm Street", "Fernhill", "Garnet Lake",
        "Hazel Grove",
    "Ironbridge", "Juniper", "Kestrel", "Larkspur", "Meadowbrook", "Northgate", "Orchard",
        "Pine Hollow",
    "Quarry Road", "Riverside", "Sycamore", "Three Oaks", "Upland", "Valley View", "Willow Bend",
        "Yarrow"
  };
  private static final int TINY = 150;
  private final List<School> all = new ArrayList<>();
  private final int elementary;
  private final int middle;
  private final int high;

  /// @param index position in the district, from 0
  /// @param code `E003`: what the SIS calls it
  /// @param firstGrade 0 = kindergarten
  /// @param usesIready i-Ready instead of MAP in grades 2–5
  record School(
      int index, String code, String name, int firstGrade, int lastGrade, boolean usesIready) {
    String sourcedId() {
      return "org-%016x".formatted(Dice.mix(7_000L + index));
    }

    String stateId() {
      return Integer.toString(4_100_000 + 37 * index);
    }

    boolean hasGrade(int grade) {
      return grade >= firstGrade && grade <= lastGrade;
    }
  }

  Schools(int students) {
    if (students < TINY) {
      elementary = middle = high = 1;
      all.add(new School(0, "K001", "Maple Valley School", 0, 12, false));
      return;
    }
    elementary = share(students, 6, 500);
    middle = share(students, 3, 700);
    high = share(students, 4, 1200);
    add(elementary, 'E', "Elementary School", 0, 5);
    add(middle, 'M', "Middle School", 6, 8);
    add(high, 'H', "High School", 9, 12);
  }

  private static int share(int students, int grades, int size) {
    return (int) Math.max(1, Math.round(students * grades / 13.0 / size));
  }

  private void add(int count, char letter, String kind, int firstGrade, int lastGrade) {
    for (int i = 0; i < count; i++) {
      int round = i / PLACES.length;
      String name = PLACES[(i + firstGrade) % PLACES.length]
          + (round == 0 ? " " : " " + (round + 1) + " ")
          + kind;
      String code = letter + "%03d".formatted(i + 1);
      all.add(
          new School(all.size(), code, name, firstGrade, lastGrade, letter == 'E' && i % 3 == 1));
    }
  }

  List<School> all() {
    return all;
  }

  School get(int index) {
    return all.get(index);
  }

  int count() {
    return all.size();
  }

  /// Neighbourhoods, one for each elementary school.
  int zones() {
    return elementary;
  }

  int of(int zone, int grade) {
    if (all.size() == 1) {
      return 0;
    }
    if (grade <= 5) {
      return zone;
    }
    return grade <= 8
        ? elementary + (int) ((long) zone * middle / elementary)
        : elementary + middle + (int) ((long) zone * high / elementary);
  }

  /// Another school, of the same kind where there is one; the same in a district of one.
  String otherThan(String code) {
    for (School school : all) {
      if (!school.code().equals(code) && school.code().charAt(0) == code.charAt(0)) {
        return school.code();
      }
    }
    return all.stream()
        .map(School::code)
        .filter(other -> !other.equals(code))
        .findFirst()
        .orElse(code);
  }
}

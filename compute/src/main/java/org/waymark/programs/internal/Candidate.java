package org.waymark.programs.internal;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A student with a fall and a spring score on the same test.
///
/// @param fall score before, in standard deviations
/// @param spring score after
/// @param others what other scores said before; null where there is none: the other subjects
///     this fall, this subject last spring, the other subjects last spring
/// @param groups English learning, special education, lunch; who is not on record is not in
/// @param programs that the student took part in this year
record Candidate(
    long studentKey,
    String grade,
    double fall,
    double spring,
    @Nullable Double[] others,
    boolean[] groups,
    Set<String> programs) {

  double change() {
    return spring - fall;
  }

  /// In how many of the groups the two differ.
  int differentGroups(Candidate other) {
    int different = 0;
    for (int i = 0; i < groups.length; i++) {
      different += groups[i] == other.groups[i] ? 0 : 1;
    }
    return different;
  }

  /// In how many programs, besides one, the two differ.
  int differentPrograms(Candidate other, String besides) {
    int different = 0;
    for (String program : programs) {
      different += program.equals(besides) || other.programs.contains(program) ? 0 : 1;
    }
    for (String program : other.programs) {
      different += program.equals(besides) || programs.contains(program) ? 0 : 1;
    }
    return different;
  }
}

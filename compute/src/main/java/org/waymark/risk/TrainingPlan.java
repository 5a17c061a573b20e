package org.waymark.risk;

import java.util.Set;

/// How a model is trained.
///
/// @param seed of the folds, the trees and the intervals
/// @param capacity the share of students that people can look after, over 0, at most 0.5
/// @param optedIn features that a district must opt in
public record TrainingPlan(long seed, double capacity, Set<Feature> optedIn) {

  public static final TrainingPlan DEFAULT = new TrainingPlan(1, 0.10, Set.of());

  public TrainingPlan {
    optedIn = Set.copyOf(optedIn);
    if (!(capacity > 0 && capacity <= 0.5)) {
      throw new IllegalArgumentException(
          "capacity: saw " + capacity + ", expected a share such as 0.10, at most 0.5");
    }
    if (!Feature.OPTIONAL.containsAll(optedIn)) {
      throw new IllegalArgumentException(
          "saw " + optedIn + ", expected some of " + Feature.OPTIONAL);
    }
  }
}

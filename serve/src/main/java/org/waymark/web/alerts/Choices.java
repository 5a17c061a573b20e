package org.waymark.web.alerts;

import java.util.List;
import org.waymark.access.Person;
import org.waymark.alerts.AlertChoices;
import org.waymark.alerts.NewsKind;
import org.waymark.alerts.Way;

/// The form in which a person says how to be told.
///
/// @param typed what stands in the fields
/// @param districtHours when letters wait for whoever chose nothing
public record Choices(
    Person person,
    AlertChoices.Typed typed,
    String districtHours,
    List<String> troubles,
    String notice) {

  public List<NewsKind> kinds() {
    return AlertChoices.kinds(person.role());
  }

  public List<Way> ways() {
    return List.of(Way.values());
  }

  public boolean hasDigest() {
    return AlertChoices.hasDigest(person.role());
  }

  public boolean isChosen(String kind, String way) {
    return typed.ways().getOrDefault(kind, "email").equals(way);
  }

  /// What an alert of that kind is about, for who reads it the first time.
  public String meaning(NewsKind kind) {
    return switch (kind) {
      case HIGH_RISK -> "By the tier of the signs, not by a model's chance.";
      case ATTENDANCE -> "Days present of days enrolled this year, under the district's line.";
      case FAILING_GRADE -> "A mark that fails and did not the night before.";
      case COHORT_DECLINE -> "A grade's test scores, clearly under last year's.";
      case DATA_REFUSED -> "A file, rows of a feed, or a whole run was not taken.";
    };
  }
}

package org.waymark.interventions;

import java.util.List;
import java.util.Set;

/// What to do when, as a district or Waymark wrote it down.
///
/// @param key name of its file without the ending
/// @param reasons needs that it answers, as [Need] names them
/// @param seriousOnly only where such a need is a serious sign
/// @param grades only these; empty for all
/// @param bands only these bands of the chance or the signs; empty for all
/// @param tier MTSS tier of the plan
/// @param weeks how long, at first
/// @param measure what shows whether it works
/// @param from figure of the published tables that the goal begins at; empty for none
/// @param to what the figure should become; meaningless without one
/// @param level strong, moderate, promising, rationale (the ESSA tiers) or local
/// @param body Markdown
/// @param isShipped whether it came with Waymark
/// @param version begins the hash of its text
public record Playbook(
    String key,
    String title,
    Set<String> reasons,
    boolean seriousOnly,
    List<String> grades,
    List<String> bands,
    int tier,
    Area area,
    String who,
    int weeks,
    Dosage dosage,
    String measure,
    String from,
    double to,
    String level,
    String finding,
    String source,
    String url,
    String body,
    boolean isShipped,
    String version) {

  public Playbook {
    reasons = Set.copyOf(reasons);
    grades = List.copyOf(grades);
    bands = List.copyOf(bands);
  }

  /// The strength of the evidence in words.
  public String levelWords() {
    return switch (level) {
      case "strong" -> "strong evidence (ESSA tier 1)";
      case "moderate" -> "moderate evidence (ESSA tier 2)";
      case "promising" -> "promising evidence (ESSA tier 3)";
      case "rationale" -> "a rationale, not yet proved (ESSA tier 4)";
      default -> "the district's own experience, no study";
    };
  }

  /// Stronger evidence first: what decides between equals.
  int rank() {
    return List.of("strong", "moderate", "promising", "rationale", "local").indexOf(level);
  }

  /// The student's needs that it answers; none when it does not fit.
  public List<Need> answers(NeedReader.Needs student) {
    if (!grades.isEmpty() && !grades.contains(student.gradeLevel())
        || !bands.isEmpty() && !bands.contains(student.band())) {
      return List.of();
    }
    return student.needs().stream()
        .filter(need -> reasons.contains(need.key()) && (need.isSerious() || !seriousOnly))
        .toList();
  }
}

package org.waymark.alerts;

import org.waymark.alerts.AlertSettings.Names;

/// Puts news into words; names a student only where the district's settings allow it.
record Wording(AlertSettings settings, StudentNames names) {

  String because(String because) {
    return "You are told as " + because
        + ". Who is told of what, the district decides; how you are told, you: "
        + settings.post().link("/alerts/choices");
  }

  String line(News news) {
    String line = String.join("; ", news.lines());
    return news.studentId() != null && settings.names() != Names.NONE
        ? names.of(news.studentId()) + ": " + line
        : line;
  }

  String title(News news, boolean isNamed) {
    if (news.studentId() == null || !isNamed) {
      return news.kind().one();
    }
    String name = names.of(news.studentId());
    return switch (news.kind()) {
      case HIGH_RISK -> name + ", entered High Risk";
      case ATTENDANCE -> name + ": attendance fell below the line";
      case FAILING_GRADE -> name + ": a new failing grade";
      case COHORT_DECLINE, DATA_REFUSED -> news.kind().one();
    };
  }

  static String place(News news) {
    return news.studentId() != null ? "The record" : "Where to look";
  }

  String link(News news) {
    String path = news.studentId() != null
        ? "/students/" + news.studentId()
        : news.kind() == NewsKind.COHORT_DECLINE ? "/years" : "/quality";
    return settings.post().link(path);
  }
}

package org.waymark.alerts;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.waymark.alerts.AlertSettings.Named;
import org.waymark.alerts.Staff.Bond;
import org.waymark.alerts.Staff.Member;

/// Who is told of one piece of news, and why. Nobody is told of a student whom row-level security
/// would not show.
final class Audience {

  private final AlertSettings settings;
  private final Staff staff;

  Audience(AlertSettings settings, Staff staff) {
    this.settings = settings;
    this.staff = staff;
  }

  /// @return by person, the reason in words
  Map<Member, String> of(News news) {
    var told = new LinkedHashMap<Member, String>();
    for (String word : settings.to().getOrDefault(news.kind(), List.of())) {
      if (!settings.post().endpoints().containsKey(word)) {
        group(word, news).forEach(told::putIfAbsent);
      }
    }
    if (told.isEmpty() && news.kind().isAboutStudent() && isForPeople(news.kind())) {
      // nobody of those who should know has an account: better the head of the school than nobody
      group("school_leader", news).forEach(told::putIfAbsent);
    }
    return told;
  }

  /// Whether a kind goes to people at all, or to endpoints alone, or to nobody.
  boolean isForPeople(NewsKind kind) {
    return settings.to().getOrDefault(kind, List.of()).stream()
        .anyMatch(word -> !settings.post().endpoints().containsKey(word));
  }

  private Map<Member, String> group(String word, News news) {
    List<Named> named = settings.people().get(word);
    if (named != null) {
      return named(word, named, news);
    }
    return switch (word) {
      case "counselor" -> bonds(news, "caseload", false, word);
      case "homeroom_teacher", "subject_teacher" -> bonds(news, "section", true, word);
      case "teachers" -> bonds(news, "section", false, "teacher");
      // until somebody is named, attendance is the school leader's to look after
      case "school_leader", "attendance_coordinator" ->
        news.kind().isAboutStudent()
            ? bonds(news, "school", false, "school_leader")
            : ofSchool(news);
      case "district_leader" -> ofRole("district", word);
      case "analyst", "administrator", "operator" ->
        news.kind().isAboutStudent() && !word.equals("analyst") ? Map.of() : ofRole(word, word);
      default -> Map.of();
    };
  }

  /// @param isConcerned only educators whom the news itself names
  private Map<Member, String> bonds(News news, String kind, boolean isConcerned, String because) {
    var found = new LinkedHashMap<Member, String>();
    Long student = news.studentId();
    if (student == null) {
      return found;
    }
    for (Bond bond : staff.seers(student)) {
      if (bond.kind().equals(kind)
          && (!isConcerned || bond.staffId() != null && news.staff().contains(bond.staffId()))) {
        found.putIfAbsent(staff.member(bond.personId()), words(because));
      }
    }
    return found;
  }

  private Map<Member, String> ofSchool(News news) {
    var found = new LinkedHashMap<Member, String>();
    for (Member member : staff.members()) {
      if (news.schoolId() != null && member.schools().contains(news.schoolId())) {
        found.put(member, words("school_leader"));
      }
    }
    return found;
  }

  private Map<Member, String> ofRole(String role, String because) {
    var found = new LinkedHashMap<Member, String>();
    for (Member member : staff.members()) {
      if (member.role().equals(role)) {
        found.put(member, words(because));
      }
    }
    return found;
  }

  private Map<Member, String> named(String word, List<Named> people, News news) {
    var found = new LinkedHashMap<Member, String>();
    for (Named one : people) {
      boolean isTheirs = staff.isAmong(news.schoolId(), one.schools())
          && (one.areas().isEmpty()
              || one.areas().stream().anyMatch(area -> area.equalsIgnoreCase(news.area())));
      if (isTheirs) {
        staff.members().stream()
            .filter(member -> member.email().equals(one.email()) && maySee(member, news))
            .forEach(member -> found.put(member, words(word)));
      }
    }
    return found;
  }

  private boolean maySee(Member member, News news) {
    if (news.studentId() != null) {
      return staff.seers(news.studentId()).stream()
          .anyMatch(bond -> bond.personId().equals(member.personId()));
    }
    return switch (news.kind()) {
      case DATA_REFUSED ->
        List.of("district", "analyst", "administrator", "operator").contains(member.role());
      default ->
        List.of("district", "analyst").contains(member.role())
            || news.schoolId() != null && member.schools().contains(news.schoolId());
    };
  }

  private static String words(String word) {
    return word.replace('_', ' ').toLowerCase(Locale.ROOT);
  }
}

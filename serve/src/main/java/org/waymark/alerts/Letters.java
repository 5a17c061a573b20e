package org.waymark.alerts;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.waymark.alerts.AlertSettings.Names;
import org.waymark.alerts.Episodes.Opened;
import org.waymark.alerts.Staff.Member;
import org.waymark.alerts.Telling.Told;
import org.waymark.post.Channel;
import org.waymark.post.Endpoint;

/// Puts news into words: a letter to a person for each, or one for many; a message to an
/// endpoint in the shape that it reads.
final class Letters {

  /// The outbox's word for one letter about all of a night.
  static final String BUNDLE = "bundle";

  private final String tenant;
  private final AlertSettings settings;
  private final Instant at;
  private final String runId;
  private final StudentNames names;
  private final Staff staff;
  private final Outgoing outgoing = new Outgoing();

  Letters(
      String tenant,
      AlertSettings settings,
      Instant at,
      String runId,
      StudentNames names,
      Staff staff) {
    this.tenant = tenant;
    this.settings = settings;
    this.at = at;
    this.runId = runId;
    this.names = names;
    this.staff = staff;
  }

  Outgoing outgoing() {
    return outgoing;
  }

  /// All that one person is told tonight by e-mail.
  void toPerson(Member member, List<Told> told) {
    var byKind = new EnumMap<NewsKind, List<Told>>(NewsKind.class);
    told.forEach(one -> byKind
        .computeIfAbsent(one.opened().news().kind(), kind -> new ArrayList<>())
        .add(one));
    byKind.forEach((kind, list) -> {
      if (kind == NewsKind.DATA_REFUSED || list.size() > settings.mostLetters()) {
        many(member, kind, list);
      } else {
        list.forEach(one -> one(member, one));
      }
    });
  }

  private void one(Member member, Told told) {
    News news = told.opened().news();
    var body = new ArrayList<String>();
    body.add(title(news, settings.names() != Names.NONE) + ".");
    body.add("");
    news.lines().forEach(line -> body.add("- " + line));
    body.add("");
    body.add(place(news) + ": " + link(news));
    letter(
        member,
        news.kind(),
        news.subject() + "|" + told.opened().episodeId(),
        told.opened().episodeId(),
        settings.names() == Names.EVERYWHERE ? title(news, true) : news.kind().one(),
        body,
        told.because());
  }

  private void many(Member member, NewsKind kind, List<Told> list) {
    var body = new ArrayList<String>();
    String head = list.size() == 1 ? kind.one() : list.size() + " " + kind.many();
    body.add(head + ".");
    body.add("");
    for (Told told : list) {
      body.add("- " + line(told.opened().news()));
    }
    body.add("");
    body.add("All of it: "
        + settings.post().link(kind == NewsKind.DATA_REFUSED ? "/quality" : "/alerts"));
    letter(member, kind, "night|" + runId, null, head, body, list.getFirst().because());
  }

  /// All that one person is told tonight, in one letter.
  void bundle(Member member, List<Told> told) {
    var byKind = new EnumMap<NewsKind, List<Told>>(NewsKind.class);
    told.forEach(one -> byKind
        .computeIfAbsent(one.opened().news().kind(), kind -> new ArrayList<>())
        .add(one));
    var body = new ArrayList<String>();
    byKind.forEach((kind, list) -> {
      body.add((list.size() == 1 ? kind.one() : list.size() + " " + kind.many()) + ":");
      body.add("");
      list.forEach(one -> body.add("- " + line(one.opened().news())));
      body.add("");
    });
    body.add("All of it: " + settings.post().link("/alerts"));
    body.add("");
    body.add(
        "You chose one letter a night. Choose again: " + settings.post().link("/alerts/choices"));
    outgoing.add(new Outgoing.Letter(
        Keys.fitting(tenant + "|bundle|night|" + runId + "|" + member.personId() + "|email", 300),
        BUNDLE,
        Channel.EMAIL,
        member.email(),
        member.personId(),
        null,
        told.size() == 1
            ? told.getFirst().opened().news().kind().one()
            : told.size() + " pieces of news",
        String.join("\n", body) + "\n",
        member.hours().next(BUNDLE, settings.quiet(), at, settings.post().zone())));
  }

  private String line(News news) {
    String line = String.join("; ", news.lines());
    return news.studentId() != null && settings.names() != Names.NONE
        ? names.of(news.studentId()) + ": " + line
        : line;
  }

  private void letter(
      Member member,
      NewsKind kind,
      String about,
      @Nullable Long episode,
      String subject,
      List<String> body,
      String because) {
    body.add("");
    body.add("You are told as " + because
        + ". Who is told of what, the district decides; how you are told, you: "
        + settings.post().link("/alerts/choices"));
    outgoing.add(new Outgoing.Letter(
        key(kind, about, member.personId(), Channel.EMAIL),
        kind.written(),
        Channel.EMAIL,
        member.email(),
        member.personId(),
        episode,
        subject,
        String.join("\n", body) + "\n",
        notBefore(member, kind)));
  }

  /// When news first counts, what holds already is told as one number to those who lead.
  void summary(Map<NewsKind, Integer> standing, List<Member> members) {
    if (standing.isEmpty()) {
      return;
    }
    for (Member member : members) {
      if (!member.role().equals("district")) {
        continue;
      }
      var body = new ArrayList<String>();
      body.add(
          "From now on Waymark tells what changes. This holds already and is told to nobody one by one:");
      body.add("");
      standing.forEach((kind, count) -> body.add(
          "- " + kind.title() + ": " + String.format(Locale.ROOT, "%,d", count) + " standing"));
      body.add("");
      body.add("Who needs attention: " + settings.post().link("/students"));
      outgoing.add(new Outgoing.Letter(
          tenant + "|summary|" + runId + "|first|" + member.personId() + "|email",
          "summary",
          Channel.EMAIL,
          member.email(),
          member.personId(),
          null,
          "Waymark begins to tell news",
          String.join("\n", body) + "\n",
          settings.quiet().next(at, settings.post().zone())));
    }
  }

  /// Chats, webhooks and ticket desks that the district named for a kind.
  void toEndpoints(List<Opened> opened) {
    var byTarget = new LinkedHashMap<Endpoint, Map<NewsKind, List<Opened>>>();
    for (Opened one : opened) {
      News news = one.news();
      for (String word : settings.to().getOrDefault(news.kind(), List.of())) {
        Endpoint endpoint = settings.post().endpoints().get(word);
        if (endpoint != null && staff.isAmong(news.schoolId(), endpoint.schools())) {
          byTarget
              .computeIfAbsent(endpoint, e -> new EnumMap<>(NewsKind.class))
              .computeIfAbsent(news.kind(), kind -> new ArrayList<>())
              .add(one);
        }
      }
    }
    byTarget.forEach((endpoint, kinds) -> kinds.forEach((kind, list) -> {
      if (list.size() > settings.mostLetters()) {
        String head = list.size() + " " + kind.many();
        message(
            endpoint,
            kind,
            "night|" + runId,
            null,
            head,
            List.of(),
            settings.post().link(kind == NewsKind.DATA_REFUSED ? "/quality" : "/"));
      } else {
        for (Opened one : list) {
          News news = one.news();
          message(
              endpoint,
              kind,
              news.subject() + "|" + one.episodeId(),
              one.episodeId(),
              title(news, settings.names() == Names.EVERYWHERE),
              news.lines(),
              link(news));
        }
      }
    }));
  }

  private void message(
      Endpoint endpoint,
      NewsKind kind,
      String about,
      @Nullable Long episode,
      String title,
      List<String> lines,
      String link) {
    outgoing.add(new Outgoing.Letter(
        key(kind, about, endpoint.name(), endpoint.channel()),
        kind.written(),
        endpoint.channel(),
        endpoint.name(),
        null,
        episode,
        title,
        Messages.body(endpoint.channel(), kind, title, lines, link, at),
        at));
  }

  private Instant notBefore(Member member, NewsKind kind) {
    return member
        .hours()
        .next(kind.written(), settings.quiet(), at, settings.post().zone());
  }

  private String title(News news, boolean isNamed) {
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

  private static String place(News news) {
    return news.studentId() != null ? "The record" : "Where to look";
  }

  private String link(News news) {
    String path = news.studentId() != null
        ? "/students/" + news.studentId()
        : news.kind() == NewsKind.COHORT_DECLINE ? "/years" : "/quality";
    return settings.post().link(path);
  }

  /// tenant|kind|subject|episode|recipient|channel
  private String key(NewsKind kind, String about, String recipient, Channel channel) {
    String key =
        tenant + "|" + kind.written() + "|" + about + "|" + recipient + "|" + channel.written();
    return Keys.fitting(key, 300);
  }
}

package org.waymark.alerts;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.waymark.alerts.AlertSettings.Names;
import org.waymark.alerts.Episodes.Opened;
import org.waymark.post.Endpoint;

/// Messages to chats, webhooks and ticket desks, each in the shape that it reads.
final class Postings {

  private final String tenant;
  private final AlertSettings settings;
  private final Instant at;
  private final String runId;
  private final Wording wording;
  private final Staff staff;
  private final Outgoing outgoing;

  Postings(
      String tenant,
      AlertSettings settings,
      Instant at,
      String runId,
      Wording wording,
      Staff staff,
      Outgoing outgoing) {
    this.tenant = tenant;
    this.settings = settings;
    this.at = at;
    this.runId = runId;
    this.wording = wording;
    this.staff = staff;
    this.outgoing = outgoing;
  }

  /// To each endpoint what the district named it for.
  void write(List<Opened> opened) {
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
              wording.title(news, settings.names() == Names.EVERYWHERE),
              news.lines(),
              wording.link(news));
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
        Keys.of(tenant, kind, about, endpoint.name(), endpoint.channel()),
        kind.written(),
        endpoint.channel(),
        endpoint.name(),
        null,
        episode,
        title,
        Messages.body(endpoint.channel(), kind, title, lines, link, at),
        at,
        null));
  }
}

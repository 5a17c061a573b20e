package org.waymark.alerts;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.waymark.alerts.AlertSettings.Names;
import org.waymark.alerts.Staff.Member;
import org.waymark.alerts.Telling.Told;
import org.waymark.post.Bundle;
import org.waymark.post.Channel;

/// Letters to people: one for each piece of news, or one for many.
final class Letters {

  /// The outbox's word for one letter about all of a night.
  static final String BUNDLE = "bundle";

  private final String tenant;
  private final AlertSettings settings;
  private final Instant at;
  private final String runId;
  private final Wording wording;
  private final Outgoing outgoing;

  Letters(
      String tenant,
      AlertSettings settings,
      Instant at,
      String runId,
      Wording wording,
      Outgoing outgoing) {
    this.tenant = tenant;
    this.settings = settings;
    this.at = at;
    this.runId = runId;
    this.wording = wording;
    this.outgoing = outgoing;
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
    body.add(wording.title(news, settings.names() != Names.NONE) + ".");
    body.add("");
    news.lines().forEach(line -> body.add("- " + line));
    body.add("");
    body.add(wording.place(news) + ": " + wording.link(news));
    letter(
        member,
        news.kind(),
        news.subject() + "|" + told.opened().episodeId(),
        told.opened().episodeId(),
        settings.names() == Names.EVERYWHERE
            ? wording.title(news, true)
            : news.kind().one(),
        body,
        told.because());
  }

  private void many(Member member, NewsKind kind, List<Told> list) {
    var bundle = new Bundle(
        kind.many(),
        List.of(part(kind, list, ".")),
        List.of(
            "All of it: "
                + settings.post().link(kind == NewsKind.DATA_REFUSED ? "/quality" : "/alerts"),
            "",
            wording.because(list.getFirst().because())));
    outgoing.add(new Outgoing.Letter(
        Keys.of(tenant, kind, "night|" + runId, member.personId(), Channel.EMAIL),
        kind.written(),
        Channel.EMAIL,
        member.email(),
        member.personId(),
        null,
        bundle.subject(),
        bundle.body(),
        notBefore(member, kind),
        bundle));
  }

  /// All that one person is told tonight, in one letter.
  void bundle(Member member, List<Told> told) {
    var byKind = new EnumMap<NewsKind, List<Told>>(NewsKind.class);
    told.forEach(one -> byKind
        .computeIfAbsent(one.opened().news().kind(), kind -> new ArrayList<>())
        .add(one));
    var parts = new ArrayList<Bundle.Part>();
    byKind.forEach((kind, list) -> parts.add(part(kind, list, ":")));
    var bundle = new Bundle(
        "pieces of news",
        parts,
        List.of(
            "All of it: " + settings.post().link("/alerts"),
            "",
            "You chose one letter a night. Choose again: "
                + settings.post().link("/alerts/choices")));
    outgoing.add(new Outgoing.Letter(
        Keys.fitting(tenant + "|bundle|night|" + runId + "|" + member.personId() + "|email", 300),
        BUNDLE,
        Channel.EMAIL,
        member.email(),
        member.personId(),
        null,
        bundle.subject(),
        bundle.body(),
        member.hours().next(BUNDLE, settings.quiet(), at, settings.post().zone()),
        bundle));
  }

  private Bundle.Part part(NewsKind kind, List<Told> list, String end) {
    return new Bundle.Part(
        kind.one(),
        kind.many(),
        end,
        list.stream()
            .map(told -> new Bundle.Item(
                told.opened().episodeId(), wording.line(told.opened().news())))
            .toList());
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
    body.add(wording.because(because));
    outgoing.add(new Outgoing.Letter(
        Keys.of(tenant, kind, about, member.personId(), Channel.EMAIL),
        kind.written(),
        Channel.EMAIL,
        member.email(),
        member.personId(),
        episode,
        subject,
        String.join("\n", body) + "\n",
        notBefore(member, kind),
        null));
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
          settings.quiet().next(at, settings.post().zone()),
          null));
    }
  }

  private Instant notBefore(Member member, NewsKind kind) {
    return member
        .hours()
        .next(kind.written(), settings.quiet(), at, settings.post().zone());
  }
}

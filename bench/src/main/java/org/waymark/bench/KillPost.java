package org.waymark.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What became of the letters: as the outbox says, beside what their receivers have.
///
/// @param alerts letters by mail that tell news, as they lie in mailboxes
/// @param invitations letters by mail with a link, as they lie in mailboxes
/// @param copies invitations that lie there twice, which is allowed
/// @param acts letters on which the webhook acted
/// @param repeats calls of the webhook under a key that it knew, which it dropped
/// @param shows messages in the chat
/// @param mailInDoubt letters by mail that may have arrived and wait for an administrator
/// @param mailArrived those of them that did arrive
/// @param chatInDoubt messages of the same kind
/// @param chatArrived those of them that did arrive
/// @param refused calls that webhook and chat refused before they acted
/// @param unanswered calls that they hung up on after they had acted
/// @param faults letters that are lost, or that people read twice
record KillPost(
    int alerts,
    int invitations,
    int copies,
    int acts,
    int repeats,
    int shows,
    int mailInDoubt,
    int mailArrived,
    int chatInDoubt,
    int chatArrived,
    int refused,
    int unanswered,
    List<String> faults) {

  KillPost {
    faults = List.copyOf(faults);
  }

  private static final String DOUBT = "it may have arrived";

  static KillPost of(Connection ledger, KillReceivers receivers) throws SQLException, IOException {
    Map<String, Integer> mails = receivers.mails();
    Map<String, Integer> hook = receivers.hookCalls();
    Map<String, Integer> chat = receivers.chatShows();
    int alerts = 0;
    int invitations = 0;
    int copies = 0;
    int acts = 0;
    int repeats = 0;
    int shows = 0;
    int mailInDoubt = 0;
    int chatInDoubt = 0;
    int mailArrived = 0;
    int chatArrived = 0;
    List<String> faults = new ArrayList<>();
    try (var statement = ledger.createStatement();
        var rows = statement.executeQuery("""
            select outbox_id, channel, kind, status, coalesce(last_error, ''),
                   left(encode(sha256(convert_to(dedupe_key, 'UTF8')), 'hex'), 32)
            from ledger.outbox where run_id like 'kill-%' or kind = 'invite' order by 1""")) {
      while (rows.next()) {
        String channel = rows.getString(2);
        boolean isInvitation = rows.getString(3).equals("invite");
        String letter = channel + " letter " + rows.getLong(1) + " (" + rows.getString(3) + ")";
        int times = switch (channel) {
          case "email" -> mails.getOrDefault(rows.getString(6), 0);
          case "webhook" -> hook.getOrDefault(rows.getString(6), 0);
          default -> chat.getOrDefault(rows.getString(6), 0);
        };
        switch (channel) {
          case "email" -> {
            alerts += isInvitation ? 0 : times;
            invitations += isInvitation ? times : 0;
            copies += isInvitation ? Math.max(0, times - 1) : 0;
          }
          case "webhook" -> {
            acts += Math.min(times, 1);
            repeats += Math.max(0, times - 1);
          }
          default -> shows += times;
        }
        boolean mayRepeat = isInvitation || channel.equals("webhook");
        if (times > 1 && !mayRepeat) {
          faults.add(letter + " was read " + times + " times");
        }
        String status = rows.getString(4);
        if (status.equals("sent")) {
          if (times == 0) {
            faults.add(letter + " is marked as sent and never arrived");
          }
        } else if (status.equals("failed") && rows.getString(5).contains(DOUBT) && !mayRepeat) {
          mailInDoubt += channel.equals("email") ? 1 : 0;
          chatInDoubt += channel.equals("email") ? 0 : 1;
          mailArrived += channel.equals("email") ? times : 0;
          chatArrived += channel.equals("email") ? 0 : times;
        } else {
          faults.add(letter + " is " + status + ": " + rows.getString(5));
        }
      }
    }
    return new KillPost(
        alerts,
        invitations,
        copies,
        acts,
        repeats,
        shows,
        mailInDoubt,
        mailArrived,
        chatInDoubt,
        chatArrived,
        receivers.refused(),
        receivers.unanswered(),
        faults);
  }
}

package org.waymark.post;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMailUtil;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Letters on their way through a real mail server, and through some that refuse.
class MailTest {

  private final PostOffice post = PostOffice.open();

  @BeforeEach
  void an_empty_outbox_and_receivers_that_answer() throws Exception {
    post.begin();
  }

  @Test
  void a_letter_reaches_the_mail_server_once_under_its_own_message_id() throws Exception {
    post.write("m1", "email", "tess@maple.example");
    post.execute(
        "update ledger.outbox set subject = 'Grüße', body = E'Omar Haddad\\nhttps://x', attachment_name = 'week.pdf', attachment = '\\x255044462d'");
    try (var dispatcher = post.dispatcher()) {
      assertThat(dispatcher.once()).isTrue();
      assertThat(dispatcher.once()).isTrue();
      assertThat(dispatcher.count()).isEqualTo(new Dispatcher.Count(1, 0, 0));
    }
    assertThat(post.mail.getReceivedMessages()).hasSize(1);
    MimeMessage message = post.mail.getReceivedMessages()[0];
    assertThat(message.getSubject()).isEqualTo("Grüße");
    assertThat(message.getMessageID()).matches("<[0-9a-f]{32}@maple\\.example>");
    assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    var parts = (MimeMultipart) message.getContent();
    assertThat(GreenMailUtil.getBody(parts.getBodyPart(0))).contains("Omar Haddad");
    assertThat(parts.getBodyPart(1).getFileName()).isEqualTo("week.pdf");
    assertThat(post.states()).containsExactly("sent 1 null");
  }

  @Test
  void a_mail_server_that_refuses_for_good_for_now_and_not_at_all() throws Exception {
    try (var refusing = new ScriptedMailServer("RCPT", "550 no such user <tess@maple.example>")) {
      post.settings(refusing.port());
      post.write("m1", "email", "tess@maple.example");
      try (var dispatcher = post.dispatcher()) {
        dispatcher.once();
      }
      assertThat(post.states())
          .containsExactly("failed 1 The mail server refused the letter for good (550)");
    }
    post.execute("truncate ledger.outbox");
    try (var busy = new ScriptedMailServer("RCPT", "451 try later")) {
      post.settings(busy.port());
      post.write("m1", "email", "tess@maple.example");
      try (var dispatcher = post.dispatcher()) {
        dispatcher.once();
      }
      assertThat(post.states())
          .containsExactly("waiting 1 The mail server refused the letter for now (451)");
      post.settings(post.mail.getSmtp().getPort());
      try (var dispatcher = post.dispatcher().start()) {
        post.until(() -> post.mail.getReceivedMessages().length == 1);
      }
    }
  }

  @Test
  void a_mail_server_that_is_away_is_found_again_without_a_restart() throws Exception {
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    post.settings(port);
    for (int i = 0; i < 12; i++) {
      post.write("m" + i, "email", "tess@maple.example");
    }
    try (var dispatcher = post.dispatcher().start()) {
      post.until(
          () -> post.count("select count(*) from ledger.outbox where last_error is not null") > 0);
      post.settings(post.mail.getSmtp().getPort());
      post.until(() -> post.mail.getReceivedMessages().length == 12);
    }
    assertThat(post.count("select count(*) from ledger.outbox where status = 'failed'"))
        .isZero();
  }

  @Test
  void a_letter_without_a_mail_server_waits() throws Exception {
    Files.writeString(post.folder.resolve("waymark.yml"), "tenant: maple-valley\n");
    post.write("m1", "email", "tess@maple.example");
    try (var dispatcher = post.dispatcher()) {
      dispatcher.once();
    }
    assertThat(post.states()).containsExactly("waiting 0 null");
  }
}

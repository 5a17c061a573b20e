package org.waymark.post;

import jakarta.activation.DataHandler;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Date;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;
import org.waymark.post.PostSettings.Mail;

/// Hands a letter to the district's mail server.
///
/// The server can't have a letter before the line with a single dot that ends it: until then a
/// failure of ours or of the line costs nothing. From there to our note of the server's answer the
/// letter is in doubt, since SMTP has no way to ask. Each attempt carries the same Message-ID, by
/// which mail systems that look for copies know it.
final class MailCarrier implements Carrier {

  private final Mail mail;
  private final Session session;

  /// @param patience for a connection
  /// @param answers for each answer
  MailCarrier(Mail mail, Duration patience, Duration answers) {
    this.mail = mail;
    String millis = String.valueOf(answers.toMillis());
    var properties = new Properties();
    properties.put("mail.smtp.host", mail.host());
    properties.put("mail.smtp.port", String.valueOf(mail.port()));
    properties.put("mail.smtp.connectiontimeout", String.valueOf(patience.toMillis()));
    properties.put("mail.smtp.timeout", millis);
    properties.put("mail.smtp.writetimeout", millis);
    properties.put("mail.smtp.ssl.checkserveridentity", "true");
    properties.put("mail.smtp.auth", String.valueOf(!mail.user().isEmpty()));
    properties.put("mail.smtp.ssl.enable", String.valueOf(mail.encryption().equals("tls")));
    properties.put(
        "mail.smtp.starttls.enable", String.valueOf(mail.encryption().equals("starttls")));
    properties.put(
        "mail.smtp.starttls.required", String.valueOf(mail.encryption().equals("starttls")));
    properties.put("mail.mime.allowutf8", "false");
    this.session = Session.getInstance(properties);
  }

  @Override
  public Outcome carry(Letter letter, Handover handover) {
    Sheet message;
    InternetAddress to;
    try {
      to = new InternetAddress(letter.recipient(), true);
      message = message(letter, to, handover);
    } catch (MessagingException e) {
      return new Outcome.Refused("The address can't be written to");
    }
    Transport transport = null;
    try {
      transport = session.getTransport("smtp");
      if (mail.user().isEmpty()) {
        transport.connect();
      } else {
        transport.connect(mail.user(), mail.password());
      }
      transport.sendMessage(message, new InternetAddress[] {to});
      return new Outcome.Delivered();
    } catch (AuthenticationFailedException e) {
      return new Outcome.Later("The mail server refuses the user or the password", null, true);
    } catch (MessagingException e) {
      return refused(e, message.isHanded);
    } finally {
      leave(transport);
    }
  }

  /// Says goodbye. How that goes changes nothing for the letter.
  private static void leave(@Nullable Transport transport) {
    if (transport != null) {
      try {
        transport.close();
      } catch (MessagingException e) {
        // the server left first
      }
    }
  }

  /// A letter on its way over the wire.
  private static final class Sheet extends MimeMessage {
    private final String id;
    private final Handover handover;
    private boolean isHanded;

    Sheet(Session session, String id, Handover handover) {
      super(session);
      this.id = id;
      this.handover = handover;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", id);
    }

    /// After this the transport sends the dot. An exception makes it hang up instead.
    @Override
    public void writeTo(OutputStream out, String[] ignored) throws IOException, MessagingException {
      super.writeTo(out, ignored);
      handover.begins();
      isHanded = true;
    }
  }

  private Sheet message(Letter letter, InternetAddress to, Handover handover)
      throws MessagingException {
    var message = new Sheet(session, "<" + letter.mark() + "@" + domain() + ">", handover);
    message.setFrom(new InternetAddress(mail.from(), true));
    message.setRecipient(Message.RecipientType.TO, to);
    message.setSubject(
        letter.subject().replaceAll("\\p{Cntrl}+", " "), StandardCharsets.UTF_8.name());
    message.setSentDate(Date.from(letter.createdAt()));
    // no robot is to answer, and no holiday note
    message.setHeader("Auto-Submitted", "auto-generated");
    message.setHeader("X-Auto-Response-Suppress", "All");
    byte[] attachment = letter.attachment();
    if (attachment == null) {
      message.setText(letter.body(), StandardCharsets.UTF_8.name());
    } else {
      var text = new MimeBodyPart();
      text.setText(letter.body(), StandardCharsets.UTF_8.name());
      var file = new MimeBodyPart();
      file.setDataHandler(new DataHandler(new ByteArrayDataSource(attachment, "application/pdf")));
      file.setFileName(String.valueOf(letter.attachmentName()));
      message.setContent(new MimeMultipart(text, file));
    }
    message.saveChanges();
    return message;
  }

  private String domain() {
    return mail.from().substring(mail.from().indexOf('@') + 1).replaceAll("[^A-Za-z0-9.-]", "");
  }

  /// What a server says may hold an address; only its number is kept. 4xx is for now, 5xx for
  /// good.
  private static Outcome refused(MessagingException e, boolean isHanded) {
    int code = code(e);
    if (code >= 500 && code < 600) {
      return new Outcome.Refused("The mail server refused the letter for good (" + code + ")");
    }
    if (code >= 400) {
      return new Outcome.Later(
          "The mail server refused the letter for now (" + code + ")", null, code == 421);
    }
    return isHanded
        ? new Outcome.InDoubt("The mail server took the letter and did not say so in time")
        : new Outcome.Later(
            "The mail server can't be reached or did not answer in time", null, true);
  }

  private static int code(Exception e) {
    for (Exception cause = e; cause != null; ) {
      switch (cause) {
        case SMTPAddressFailedException address -> {
          return address.getReturnCode();
        }
        case SMTPSenderFailedException sender -> {
          return sender.getReturnCode();
        }
        case SMTPSendFailedException send
        when send.getNextException() == null -> {
          return send.getReturnCode();
        }
        default -> {
          // ask the next one
        }
      }
      cause = cause instanceof MessagingException next ? next.getNextException() : null;
    }
    return 0;
  }
}

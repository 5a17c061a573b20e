package org.waymark.post;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.waymark.settings.Section;
import org.waymark.settings.SettingsFile;

/// How letters leave the house.
///
/// @param mail the mail server; null when the district named none
/// @param endpoints chats, webhooks and ticket desks by name
/// @param publicUrl where people open the pages
/// @param zone the district's time
public record PostSettings(
    @Nullable Mail mail, Map<String, Endpoint> endpoints, URI publicUrl, ZoneId zone) {

  private static final String[] MAIL = {
    "host", "port", "user", "password", "password_file", "from", "encryption"
  };
  private static final String[] ENDPOINT = {
    "channel", "url", "url_file", "secret", "secret_file", "token", "token_file", "schools"
  };

  /// A mail server.
  ///
  /// @param encryption starttls, tls or none; none only to this machine
  /// @param user empty where the server asks for nobody
  public record Mail(
      String host, int port, String encryption, String user, String password, String from) {
    /// Without the password.
    @Override
    public String toString() {
      return host + ":" + port;
    }
  }

  public PostSettings {
    endpoints = Map.copyOf(endpoints);
  }

  public static PostSettings read(Path dataDir) throws IOException {
    return of(SettingsFile.read(dataDir), dataDir);
  }

  /// @param dataDir where files of secrets are looked for
  public static PostSettings of(SettingsFile file, Path dataDir) throws IOException {
    return new PostSettings(
        mail(file.section("mail", MAIL), dataDir),
        endpoints(file.top(), dataDir),
        URI.create(file.publicUrl().orElse("http://127.0.0.1:8080")),
        file.timeZone());
  }

  /// The address of a page, to be put into a letter.
  public String link(String path) {
    return publicUrl + path;
  }

  private static @Nullable Mail mail(Section mail, Path dataDir) throws IOException {
    if (mail.isEmpty()) {
      return null;
    }
    String encryption = mail.text("encryption", "starttls");
    String host = mail.text("host", "");
    if (host.isEmpty()) {
      throw mail.wrong("host", "the name of the mail server");
    }
    String from = mail.text("from", "");
    if (!from.contains("@")) {
      throw mail.wrong("from", "an address such as waymark@district.example");
    }
    switch (encryption) {
      case "starttls", "tls" -> {
        // safe on any way
      }
      case "none" -> {
        if (!isThisMachine(host)) {
          throw mail.wrong(
              "encryption", "starttls or tls; none only for a mail server on this machine");
        }
      }
      default -> throw mail.wrong("encryption", "starttls, tls or none");
    }
    return new Mail(
        host,
        mail.whole("port", encryption.equals("tls") ? 465 : 587, 1, 65_535),
        encryption,
        mail.text("user", ""),
        secret(mail, "password", dataDir),
        from);
  }

  private static Map<String, Endpoint> endpoints(Section top, Path dataDir) throws IOException {
    boolean toThisMachine =
        top.section("post", "http_to_this_machine").flag("http_to_this_machine", false);
    var endpoints = new LinkedHashMap<String, Endpoint>();
    for (var named : top.named("endpoints", ENDPOINT).entrySet()) {
      String name = named.getKey();
      Section section = named.getValue();
      if (!name.matches("[a-z0-9][a-z0-9-]{0,39}")) {
        throw new IllegalArgumentException(
            section.place()
                + ": expected a name of lower-case letters, digits and hyphens, such as student-support");
      }
      Channel channel;
      try {
        channel = Channel.of(section.text("channel", ""));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(section.place() + "." + e.getMessage(), e);
      }
      if (channel == Channel.EMAIL) {
        throw section.wrong("channel", "teams, slack, webhook or ticket; people get e-mail");
      }
      URI url = url(section, secret(section, "url", dataDir), toThisMachine);
      String secret = secret(section, channel == Channel.TICKET ? "token" : "secret", dataDir);
      if (channel == Channel.WEBHOOK && secret.length() < 16) {
        throw section.wrong("secret", "at least 16 characters, with which every call is signed");
      }
      endpoints.put(name, new Endpoint(name, channel, url, secret, section.words("schools")));
    }
    return endpoints;
  }

  /// Only https leaves the house; http may reach this machine, where the district says so.
  private static URI url(Section section, String written, boolean toThisMachine) {
    try {
      URI url = URI.create(written);
      String host = Optional.ofNullable(url.getHost()).orElse("");
      boolean isSafe = "https".equals(url.getScheme())
          || toThisMachine && "http".equals(url.getScheme()) && isThisMachine(host);
      if (isSafe && !host.isEmpty() && url.getUserInfo() == null && url.getFragment() == null) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      // told below, without the address
    }
    throw section.wrong(
        "url", "an https address; http only to this machine, with post.http_to_this_machine: true");
  }

  /// Loopback as written: a name that somebody else's server resolves is none.
  static boolean isThisMachine(String host) {
    String bare = host.replaceAll("[\\[\\]]", "");
    if (bare.equals("localhost")) {
      return true;
    }
    if (!bare.matches("[0-9.]+|[0-9a-fA-F:]+")) {
      return false;
    }
    try {
      return InetAddress.getByName(bare).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /// A secret as it stands, or from the file that `key_file` names.
  private static String secret(Section section, String key, Path dataDir) throws IOException {
    String file = section.text(key + "_file", "");
    if (file.isEmpty()) {
      return section.text(key, "");
    }
    Path path = dataDir.resolve(file);
    if (!Files.isReadable(path)) {
      throw section.wrong(key + "_file", "a file that can be read; " + path + " is none");
    }
    return Files.readString(path).strip();
  }
}

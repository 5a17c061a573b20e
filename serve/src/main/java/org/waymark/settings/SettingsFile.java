package org.waymark.settings;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// The file `waymark.yml` of a data directory.
public final class SettingsFile {

  private static final String NAME = "waymark.yml";

  private final JsonNode root;

  private SettingsFile(JsonNode root) {
    this.root = root;
  }

  /// Reads the file; without one every section is empty.
  public static SettingsFile read(Path dataDir) throws IOException {
    Path file = dataDir.resolve(NAME);
    return Files.exists(file)
        ? parse(Files.readString(file))
        : new SettingsFile(MissingNode.getInstance());
  }

  /// For tests and for text that is not yet a file.
  public static SettingsFile parse(String yaml) {
    try {
      return new SettingsFile(new YAMLMapper().readTree(yaml));
    } catch (JacksonException e) {
      throw new IllegalArgumentException(NAME + " is not valid YAML: " + e.getOriginalMessage(), e);
    }
  }

  /// The file as somebody else has read it.
  public static SettingsFile of(JsonNode root) {
    return new SettingsFile(root);
  }

  /// Where people reach the pages, by `serve.public_url`: scheme and host, without a slash at the
  /// end. Empty where nobody said.
  public Optional<String> publicUrl() {
    Section serve = serve();
    if (!serve.has("public_url")) {
      return Optional.empty();
    }
    String written = serve.text("public_url", "").strip().replaceAll("/+$", "");
    try {
      URI uri = URI.create(written);
      if (("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
          && uri.getHost() != null
          && uri.getUserInfo() == null
          && uri.getQuery() == null
          && uri.getFragment() == null
          && uri.getPath().isEmpty()) {
        return Optional.of(written);
      }
    } catch (IllegalArgumentException notAnAddress) {
      // told below, in the same words
    }
    throw serve.wrong("public_url", "an address such as https://waymark.example.org");
  }

  /// The district's time, by `time_zone`; the machine's where nobody said.
  public ZoneId timeZone() {
    String zone = top().text("time_zone", ZoneId.systemDefault().getId());
    try {
      return ZoneId.of(zone);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          NAME + ": time_zone: saw \"" + zone + "\", expected one such as America/Chicago", e);
    }
  }

  /// The settings of the server.
  public Section serve() {
    return section("serve", "public_url", "proxies");
  }

  /// The settings under one key; empty when the file has none.
  ///
  /// @param known the keys that may stand there
  public Section section(String key, String... known) {
    return Section.of(root.path(key), NAME + ": " + key, known);
  }

  /// What the file says at its first level. Its keys are checked by the run's own settings.
  public Section top() {
    return new Section(root, NAME);
  }
}

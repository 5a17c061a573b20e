package org.waymark.nightly;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// How the pages are reached and who gets in: the keys `serve` and `sign_in` of `waymark.yml`.
///
/// @param publicUrl where people reach the pages, without a slash at the end; what links in
///     letters begin with. Null where nobody said: then the address that the server listens on
/// @param proxies network addresses of reverse proxies whose word about the visitor counts
/// @param secondFactorRoles roles, as the ledger writes them, that must have a second factor
/// @param idle a session ends after so long without a page
/// @param longest a session ends after so long, whatever was done in it
public record ServeSettings(
    @Nullable String publicUrl,
    List<String> proxies,
    List<String> secondFactorRoles,
    Duration idle,
    Duration longest) {

  public static final ServeSettings DEFAULT = new ServeSettings(
      null,
      List.of(),
      List.of("administrator", "district"),
      Duration.ofMinutes(60),
      Duration.ofHours(12));

  private static final Set<String> SERVE = new TreeSet<>(Set.of("public_url", "proxies"));
  private static final Set<String> SIGN_IN =
      new TreeSet<>(Set.of("second_factor_roles", "idle_minutes", "session_hours"));
  private static final Set<String> ROLES = new TreeSet<>(Set.of(
      "district",
      "school",
      "counselor",
      "teacher",
      "analyst",
      "board",
      "administrator",
      "operator"));

  public ServeSettings {
    proxies = List.copyOf(proxies);
    secondFactorRoles = List.copyOf(secondFactorRoles);
  }

  /// Whether people reach the pages over TLS; then cookies never travel without.
  public boolean isSecure() {
    return publicUrl != null && publicUrl.startsWith("https://");
  }

  /// Reads `waymark.yml`; the defaults when there is none.
  public static ServeSettings read(Path dataDir) throws IOException {
    return Settings.tree(dataDir)
        .map(root -> parse(root, dataDir.resolve("waymark.yml")))
        .orElse(DEFAULT);
  }

  static ServeSettings parse(JsonNode root, Path file) {
    JsonNode serve = root.path("serve");
    JsonNode signIn = root.path("sign_in");
    Settings.refuseUnknown(serve, SERVE, file, "serve.");
    Settings.refuseUnknown(signIn, SIGN_IN, file, "sign_in.");
    List<String> proxies =
        serve.path("proxies").valueStream().map(n -> n.asString("")).toList();
    for (String proxy : proxies) {
      if (!proxy.matches("[0-9a-fA-F.:]{3,45}")) {
        throw new IllegalArgumentException(file + ": serve.proxies: saw \"" + proxy
            + "\", expected network addresses such as 10.0.0.5");
      }
    }
    JsonNode roles = signIn.path("second_factor_roles");
    List<String> required = roles.isMissingNode()
        ? DEFAULT.secondFactorRoles
        : roles.valueStream().map(n -> n.asString("")).toList();
    if (!ROLES.containsAll(required)) {
      throw new IllegalArgumentException(
          file + ": sign_in.second_factor_roles: saw " + required + ", expected some of " + ROLES);
    }
    return new ServeSettings(
        publicUrl(serve.path("public_url"), file),
        proxies,
        required,
        Duration.ofMinutes(between(signIn, "idle_minutes", 60, 1, 24 * 60, file)),
        Duration.ofHours(between(signIn, "session_hours", 12, 1, 24 * 31, file)));
  }

  private static @Nullable String publicUrl(JsonNode node, Path file) {
    if (node.isMissingNode() || node.isNull()) {
      return null;
    }
    String written = node.asString("").strip().replaceAll("/+$", "");
    try {
      URI uri = URI.create(written);
      if (("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
          && uri.getHost() != null
          && uri.getUserInfo() == null
          && uri.getQuery() == null
          && uri.getFragment() == null
          && uri.getPath().isEmpty()) {
        return written;
      }
    } catch (IllegalArgumentException notAnAddress) {
      // told below, in the same words
    }
    throw new IllegalArgumentException(file + ": serve.public_url: saw " + node
        + ", expected an address such as https://waymark.example.org");
  }

  private static int between(
      JsonNode node, String key, int fallback, int least, int most, Path file) {
    int value = Settings.whole(node, key, fallback, file);
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s: sign_in.%s: saw %d, expected %d to %d".formatted(file, key, value, least, most));
    }
    return value;
  }
}

package org.waymark.nightly;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.waymark.settings.Section;
import org.waymark.settings.SettingsFile;

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
    return of(SettingsFile.read(dataDir));
  }

  static ServeSettings of(SettingsFile file) {
    List<String> proxies = file.serve().words("proxies");
    if (!proxies.stream().allMatch(proxy -> proxy.matches("[0-9a-fA-F.:]{3,45}"))) {
      throw file.serve().wrong("proxies", "network addresses such as 10.0.0.5");
    }
    Section signIn =
        file.section("sign_in", "second_factor_roles", "idle_minutes", "session_hours");
    List<String> required = signIn.has("second_factor_roles")
        ? signIn.words("second_factor_roles")
        : DEFAULT.secondFactorRoles;
    if (!ROLES.containsAll(required)) {
      throw signIn.wrong("second_factor_roles", "some of " + ROLES);
    }
    return new ServeSettings(
        file.publicUrl().orElse(null),
        proxies,
        required,
        Duration.ofMinutes(signIn.whole("idle_minutes", 60, 1, 24 * 60)),
        Duration.ofHours(signIn.whole("session_hours", 12, 1, 24 * 31)));
  }
}

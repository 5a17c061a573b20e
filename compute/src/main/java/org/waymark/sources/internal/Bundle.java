package org.waymark.sources.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.waymark.sources.Finding;
import org.waymark.sources.internal.Landing.Landed;

/// A OneRoster bundle: a folder whose `manifest.csv` says which files are there and how to
/// take them.
///
/// Source: 1EdTech OneRoster 1.2 CSV Binding, section 4.1, manifest.csv.
///
/// @param folder as the files' paths begin
/// @param properties lower-case name → value, trimmed
record Bundle(String folder, Map<String, String> properties) {
  private static final String FILE = "file.";

  static boolean isManifest(SourceFile file) {
    return file.name().equalsIgnoreCase("manifest.csv")
        && file.isScanned()
        && file.profile().header().stream()
            .map(Recogniser::lower)
            .toList()
            .equals(List.of("propertyname", "value"));
  }

  static Bundle read(SourceFile manifest) throws IOException {
    Map<String, String> properties = new LinkedHashMap<>();
    Landed landed = manifest.landed();
    if (landed != null) {
      FileProfile profile = manifest.profile();
      String encoding = profile.isNormalised() ? "UTF-8" : profile.encoding();
      int first = profile.isNormalised() ? 1 : 0;
      try (BufferedReader in =
          Files.newBufferedReader(profile.readable(), Charset.forName(encoding))) {
        RecordParser parser = new RecordParser(in, profile.readDelimiter(), 1 << 16, 2 + first);
        for (RecordParser.Parsed at = parser.next(); at != null; at = parser.next()) {
          if (at instanceof RecordParser.Row row && row.fields().size() > first + 1) {
            properties.put(
                row.fields().get(first).strip().toLowerCase(Locale.ROOT),
                row.fields().get(first + 1).strip());
          }
        }
      }
    }
    return new Bundle(manifest.folder(), properties);
  }

  /// Whether the manifest declares a file of its folder to hold only changes.
  boolean isDelta(SourceFile file) {
    String name = file.name().toLowerCase(Locale.ROOT);
    String bare = name.endsWith(".csv") ? name.substring(0, name.length() - 4) : name;
    return file.folder().equals(folder)
        && "delta".equalsIgnoreCase(properties.getOrDefault(FILE + bare, ""));
  }

  /// What the manifest says against what lies there.
  List<Finding> compare(String path, List<SourceFile> files) {
    Set<String> present = files.stream()
        .filter(file -> file.folder().equals(folder))
        .map(file -> file.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.toSet());
    List<Finding> findings = new ArrayList<>();
    String version = properties.getOrDefault("oneroster.version", "");
    if (!version.startsWith("1.1") && !version.startsWith("1.2")) {
      findings.add(Finding.warning(
          path, "manifest", "OneRoster version \"" + version + "\", expected 1.1 or 1.2"));
    }
    properties.forEach((name, how) -> {
      if (!name.startsWith(FILE)) {
        return;
      }
      String file = name.substring(FILE.length()) + ".csv";
      boolean isPresent = present.contains(file);
      if (how.equalsIgnoreCase("absent") && isPresent) {
        findings.add(Finding.warning(
            path, "manifest", file + " is declared absent but is there; it is read"));
      } else if (!how.equalsIgnoreCase("absent") && !isPresent) {
        findings.add(
            Finding.warning(path, "manifest", file + " is declared " + how + " but is not there"));
      } else if (how.equalsIgnoreCase("delta")) {
        findings.add(Finding.information(
            path, "manifest", file + " is a delta: it is merged with what came before"));
      }
    });
    return findings;
  }
}

package org.waymark.interventions;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The playbooks of a district: those that came with Waymark, and its own in `playbooks/` of
/// the data directory. A file of the same name takes the place of a shipped one; an empty one
/// takes it away. A bad file is a line of trouble and stops nothing.
public final class PlaybookShelf {
  private static final List<String> SHIPPED = List.of(
      "adult-advocate.md",
      "attendance-letters.md",
      "check-and-connect.md",
      "check-in-check-out.md",
      "family-call.md",
      "math-tutoring.md",
      "reading-small-group.md");
  private static final int MOST = 200;

  private final Path folder;
  private @Nullable Read last;

  /// @param dataDir the data directory of the district
  public PlaybookShelf(Path dataDir) {
    folder = dataDir.resolve("playbooks");
  }

  /// What the shelf holds.
  ///
  /// @param playbooks by title
  /// @param troubles one line per bad file: file, line, what was seen, what was expected
  public record Contents(List<Playbook> playbooks, List<String> troubles) {
    public Optional<Playbook> one(String key) {
      return playbooks.stream().filter(it -> it.key().equals(key)).findFirst();
    }
  }

  private record Read(List<String> stamps, Contents contents) {}

  /// Reads the files again where one changed.
  public synchronized Contents contents() {
    List<Path> files = new ArrayList<>();
    List<String> troubles = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (var all = Files.list(folder)) {
        all.filter(file -> file.toString().endsWith(".md") && Files.isRegularFile(file))
            .sorted(Comparator.comparing(Path::toString))
            .forEach(files::add);
      } catch (IOException e) {
        troubles.add("playbooks: the folder can't be read; check its permissions");
      }
    }
    List<String> stamps = files.stream().map(PlaybookShelf::stamp).toList();
    Read read = last;
    if (read == null || !read.stamps().equals(stamps) || !troubles.isEmpty()) {
      read = new Read(stamps, read(files, troubles));
      last = read;
    }
    return read.contents();
  }

  private Contents read(List<Path> files, List<String> troubles) {
    TreeMap<String, Playbook> playbooks = new TreeMap<>();
    for (String name : SHIPPED) {
      try {
        Playbook it = PlaybookFile.read(name, shipped(name), true);
        playbooks.put(it.key(), it);
      } catch (PlaybookFile.Wrong wrong) {
        throw new IllegalStateException(wrong);
      }
    }
    if (files.size() > MOST) {
      troubles.add("playbooks: saw " + files.size() + " files, expected at most " + MOST
          + "; the first ones by name are read");
    }
    for (Path file : files.subList(0, Math.min(MOST, files.size()))) {
      String name = String.valueOf(file.getFileName());
      try {
        String text = text(file, name);
        if (text.isBlank()) {
          playbooks.remove(name.substring(0, name.length() - 3));
        } else {
          Playbook it = PlaybookFile.read(name, text, false);
          playbooks.put(it.key(), it);
        }
      } catch (PlaybookFile.Wrong wrong) {
        troubles.add(String.valueOf(wrong.getMessage()));
      }
    }
    return new Contents(
        playbooks.values().stream()
            .sorted(Comparator.comparing(Playbook::title).thenComparing(Playbook::key))
            .toList(),
        List.copyOf(troubles));
  }

  private static String text(Path file, String name) throws PlaybookFile.Wrong {
    try {
      if (Files.size(file) > PlaybookFile.LONGEST) {
        throw new PlaybookFile.Wrong(name + ": saw " + Files.size(file)
            + " bytes, expected at most " + PlaybookFile.LONGEST + "; shorten it");
      }
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (CharacterCodingException e) {
      throw new PlaybookFile.Wrong(name + ": not UTF-8; save it as UTF-8");
    } catch (IOException e) {
      throw new PlaybookFile.Wrong(name + ": can't be read; check its permissions");
    }
  }

  private static String shipped(String name) {
    try (InputStream in = PlaybookShelf.class.getResourceAsStream("/playbooks/" + name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing from the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(name + " can't be read", e);
    }
  }

  private static String stamp(Path file) {
    try {
      return file.getFileName() + " " + Files.size(file) + " " + Files.getLastModifiedTime(file);
    } catch (IOException e) {
      return file.getFileName() + " gone";
    }
  }
}

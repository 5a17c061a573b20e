package org.waymark.norms;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.waymark.engine.SqlEngine;
import org.waymark.engine.TableShape;
import org.waymark.norms.internal.NormFile;

/// The norm tables that a district has loaded: one file per edition in its data directory.
public final class NormShelf {

  public static final String DEMO = "demo-norms.csv";
  private static final TableShape SHAPE = new TableShape(
      "norms.norm",
      List.of(
          "edition",
          "standard_type",
          "score_scale",
          "subject",
          "grade_level",
          "season",
          "weeks_of_instruction",
          "mean",
          "sd",
          "p25",
          "p50",
          "p75",
          "source",
          "source_year",
          "is_demo"),
      List.of(
          "string", "string", "string", "string", "string", "string", "int", "double", "double",
          "double", "double", "double", "string", "string", "boolean"));

  private final Path folder;

  public NormShelf(Path dataDir) {
    this.folder = dataDir.resolve("norms");
  }

  /// What a load did.
  ///
  /// @param replaced whether the shelf had this edition before
  public record Loaded(String edition, int lines, boolean replaced) {}

  /// Checks a file and puts it on the shelf; the next run uses it.
  ///
  /// @throws NormsRefused if any line is wrong; the shelf is then as before
  public Loaded load(Path file) throws IOException {
    NormFile read = NormFile.read(file);
    if (!read.problems().isEmpty()) {
      throw new NormsRefused(String.valueOf(file.getFileName()), read.problems());
    }
    String edition = read.norms().getFirst().edition();
    Files.createDirectories(folder);
    Path place = folder.resolve(slug(edition) + ".csv");
    boolean replaced = Files.exists(place);
    Path fresh = Files.createTempFile(folder, "load-", ".tmp");
    Files.copy(file, fresh, StandardCopyOption.REPLACE_EXISTING);
    Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return new Loaded(edition, read.norms().size(), replaced);
  }

  /// Puts the invented table of Maple Valley on the shelf.
  public void loadDemo() throws IOException {
    Path file = Files.createTempDirectory("norms").resolve(DEMO);
    try (InputStream in = NormShelf.class.getResourceAsStream(DEMO)) {
      if (in == null) {
        throw new IllegalStateException("norms/" + DEMO + " is not on the class path");
      }
      Files.copy(in, file);
      load(file);
    } finally {
      Files.deleteIfExists(file);
      Files.deleteIfExists(folderOf(file));
    }
  }

  /// All lines of all editions.
  public List<Norm> norms() throws IOException {
    var norms = new ArrayList<Norm>();
    for (Path file : files()) {
      NormFile read = NormFile.read(file);
      if (!read.problems().isEmpty()) {
        throw new NormsRefused(file.toString(), read.problems());
      }
      norms.addAll(read.norms());
    }
    return norms;
  }

  /// Writes `norms.norm`, empty when nothing was loaded.
  public static void write(List<Norm> norms, SqlEngine engine) {
    engine.createSchema("norms");
    engine.fillTable("norms.norm", SHAPE, rows -> {
      for (Norm norm : norms) {
        rows.add(
            norm.edition(),
            norm.type().code(),
            norm.scoreScale(),
            norm.subject(),
            norm.gradeLevel(),
            norm.season(),
            norm.weeks(),
            norm.mean(),
            norm.sd(),
            norm.p25(),
            norm.p50(),
            norm.p75(),
            norm.source(),
            norm.sourceYear(),
            norm.isDemo());
      }
    });
  }

  private List<Path> files() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var files = Files.list(folder)) {
      return files.filter(f -> f.toString().endsWith(".csv")).sorted().toList();
    }
  }

  private static Path folderOf(Path file) {
    @Nullable Path folder = file.getParent();
    return folder == null ? file : folder;
  }

  private static String slug(String edition) {
    String slug = edition.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    return slug.replaceAll("^-|-$", "") + "-" + Integer.toHexString(edition.hashCode());
  }
}

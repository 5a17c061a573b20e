package org.waymark.sources.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;
import org.waymark.sources.FileResult.Status;
import org.waymark.sources.IngestPlan;
import org.waymark.sources.Progress;
import org.waymark.sources.internal.Landing.Landed;

/// Finds the files of a run, lands each and scans it.
///
/// Order: the source folder by path, then what ever came in, by arrival. Later wins over
/// earlier.
final class Intake {
  private static final Set<String> TEXTS = Set.of("csv", "txt", "tsv");

  private final IngestPlan plan;
  private final Landing landing;
  private final Progress progress;
  private final List<SourceFile> files = new ArrayList<>();
  private final Map<String, SourceFile> byHash = new HashMap<>();

  Intake(IngestPlan plan, Landing landing, Progress progress) {
    this.plan = plan;
    this.landing = landing;
    this.progress = progress;
  }

  List<SourceFile> gather(List<Incoming.Arrival> arrivals) throws IOException {
    Path source = plan.sourceDir();
    if (source != null) {
      Path root = Files.isDirectory(source) ? source : source.toAbsolutePath().getParent();
      for (Path file : walk(source)) {
        String path = root == null
            ? file.toString()
            : root.toAbsolutePath().relativize(file.toAbsolutePath()).toString();
        take(path.replace('\\', '/'), file, Files.getLastModifiedTime(file).toInstant(), null);
      }
    }
    for (Incoming.Arrival arrival : arrivals) {
      Receipt receipt = arrival.receipt();
      take(receipt.name(), arrival.copy(), receipt.arrivedAt(), receipt);
    }
    return files;
  }

  /// Regular files below a folder in the order of their paths; links are not followed.
  static List<Path> walk(Path from) throws IOException {
    List<Path> found = new ArrayList<>();
    Files.walkFileTree(from, new SimpleFileVisitor<>() {
      @Override
      public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        return !folder.equals(from) && isSkipped(folder)
            ? FileVisitResult.SKIP_SUBTREE
            : FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        if (attributes.isRegularFile() && (file.equals(from) || !isSkipped(file))) {
          found.add(file);
        }
        return FileVisitResult.CONTINUE;
      }
    });
    found.sort(Comparator.comparing(Path::toString));
    return found;
  }

  static boolean isSkipped(Path file) {
    Path name = file.getFileName();
    return name == null || name.toString().startsWith("_") || name.toString().startsWith(".");
  }

  private void take(String path, Path file, Instant arrivedAt, @Nullable Receipt receipt)
      throws IOException {
    String extension = extension(path);
    if (extension.equals("zip")) {
      unpack(path, file, arrivedAt, receipt);
    } else {
      land(path, extension, onDisk(file), arrivedAt, receipt);
    }
  }

  private void unpack(String path, Path file, Instant arrivedAt, @Nullable Receipt receipt)
      throws IOException {
    try (Archive archive = new Archive(file, plan.limits())) {
      for (ZipEntry entry : archive.entries()) {
        String inside = path + "/" + entry.getName().replace('\\', '/');
        if (isHidden(entry.getName())) {
          continue;
        }
        if (Archive.isNested(entry)) {
          add(inside, arrivedAt, receipt, null)
              .refuse(Status.REFUSED, "a zip file within a zip file is not unpacked");
        } else {
          land(inside, extension(inside), archive.content(entry), arrivedAt, receipt);
        }
      }
    } catch (Archive.Refused e) {
      add(path, arrivedAt, receipt, null).refuse(Status.REFUSED, String.valueOf(e.getMessage()));
    } catch (IOException | IllegalArgumentException e) {
      add(path, arrivedAt, receipt, null)
          .refuse(Status.REFUSED, "the zip file cannot be opened: " + e.getMessage());
    }
  }

  private static boolean isHidden(String entry) {
    for (String part : entry.replace('\\', '/').split("/")) {
      if (part.startsWith("_") || part.startsWith(".")) {
        return true;
      }
    }
    return false;
  }

  private void land(
      String path,
      String extension,
      Landing.Content content,
      Instant arrivedAt,
      @Nullable Receipt receipt)
      throws IOException {
    if (!TEXTS.contains(extension)) {
      add(path, arrivedAt, receipt, null)
          .refuse(Status.UNRECOGNISED, "not a CSV, TXT, TSV or ZIP file");
      return;
    }
    progress.at("reading " + path, files.size(), files.size() + 1);
    Landed landed;
    try {
      landed = landing.land(content);
    } catch (java.nio.file.FileSystemException e) {
      throw e;
    } catch (Archive.Refused | java.util.zip.ZipException | java.io.EOFException e) {
      add(path, arrivedAt, receipt, null)
          .refuse(Status.REFUSED, "the file cannot be unpacked: " + e.getMessage());
      return;
    }
    SourceFile file = add(path, arrivedAt, receipt, landed);
    SourceFile first = byHash.putIfAbsent(landed.sha256(), file);
    if (first != null) {
      file.twinOf(first);
    } else if (landed.profile().header().isEmpty()) {
      file.refuse(
          Status.REFUSED,
          landed.bytes() == 0 ? "the file is empty" : "the first line cannot be read as a header");
    }
  }

  private SourceFile add(
      String path, Instant arrivedAt, @Nullable Receipt receipt, @Nullable Landed landed) {
    SourceFile file = new SourceFile(files.size() + 1, path, arrivedAt, receipt, landed);
    files.add(file);
    return file;
  }

  private static String extension(String path) {
    int dot = path.lastIndexOf('.');
    return dot < path.lastIndexOf('/') ? "" : path.substring(dot + 1).toLowerCase(Locale.ROOT);
  }

  static Landing.Content onDisk(Path file) {
    return new Landing.Content() {
      @Override
      public InputStream open() throws IOException {
        return Files.newInputStream(file);
      }

      @Override
      public long size() throws IOException {
        return Files.size(file);
      }
    };
  }
}

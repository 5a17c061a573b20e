package org.waymark.sources;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever is done to the files of a district, every row is accounted for and nothing
/// throws.
class MangledFilesTest {
  private static final int ROUNDS = Integer.getInteger("waymark.rounds", 200);

  @TempDir
  private Path folder;

  @Test
  void mangled_bundles_never_lose_a_row() {
    long first = Long.getLong("waymark.seed", 20_261_120L);
    for (long seed = first; seed < first + ROUNDS; seed++) {
      long start = System.nanoTime();
      try (District district = MapleValley.at(folder.resolve("s" + seed))) {
        mangle(district, new Random(seed));
        Ingest ingest = district.ingest();
        for (FileResult file : ingest.files()) {
          long listed = Long.parseLong(district
              .rows("select count(*) from quality.quarantine where file_key = " + file.fileKey())
              .getFirst());
          assertThat(file.isBalanced()).isTrue();
          if (file.status() == FileResult.Status.LOADED && file.duplicate() < file.rowsIn()) {
            assertThat(listed).as(file.toString()).isEqualTo(file.quarantined());
          }
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("seed " + seed + " (-Dwaymark.seed=" + seed + ")", e);
      }
    }
  }

  private static void mangle(District district, Random random) {
    Map<String, String> clean = new TreeMap<>();
    clean.put("schools.csv", MapleValley.SCHOOLS);
    clean.put("people.csv", MapleValley.PEOPLE);
    clean.put("attendance.csv", longer(MapleValley.ATTENDANCE, random));
    clean.put("scores.csv", longer(MapleValley.SCORES, random));
    Map<String, byte[]> files = new TreeMap<>();
    clean.forEach((name, text) -> files.put(name, text.getBytes(StandardCharsets.UTF_8)));
    int times = 1 + random.nextInt(3);
    for (int i = 0; i < times; i++) {
      String name = new ArrayList<>(files.keySet()).get(random.nextInt(files.size()));
      files.computeIfPresent(name, (key, bytes) -> mangled(bytes, random));
    }
    if (random.nextInt(4) == 0) {
      byte[] zip = zip(files);
      district.file("bundle.zip", random.nextBoolean() ? zip : damaged(zip, random));
    } else {
      files.forEach(district::file);
    }
  }

  private static String longer(String text, Random random) {
    List<String> lines = text.lines().toList();
    StringBuilder longer = new StringBuilder(text);
    for (int i = random.nextInt(200); i > 0; i--) {
      longer.append(lines.get(1 + random.nextInt(lines.size() - 1))).append('\n');
    }
    return longer.toString();
  }

  private static byte[] mangled(byte[] bytes, Random random) {
    if (bytes.length == 0) {
      return bytes;
    }
    return switch (random.nextInt(13)) {
      case 0 -> Arrays.copyOf(bytes, random.nextInt(bytes.length));
      case 1 -> inserted(bytes, random, "\"");
      case 2 -> inserted(bytes, random, "\0");
      case 3 -> inserted(bytes, random, ",");
      case 4 -> inserted(bytes, random, "\n");
      case 5 -> inserted(bytes, random, "\r");
      case 6 -> inserted(bytes, random, "\"\"\n\",\"");
      case 7 -> columnsSwapped(bytes, random);
      case 8 -> text(bytes).getBytes(Charset.forName("windows-1252"));
      case 9 -> ("\uFEFF" + text(bytes)).getBytes(StandardCharsets.UTF_16LE);
      case 10 ->
        text(bytes)
            .replace("\n", random.nextBoolean() ? "\r\n" : "\r")
            .getBytes(StandardCharsets.UTF_8);
      case 11 -> damaged(bytes, random);
      default -> inserted(bytes, random, "x".repeat(1 + random.nextInt(3_000_000)));
    };
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static byte[] inserted(byte[] bytes, Random random, String what) {
    byte[] result = bytes;
    for (int i = what.length() > 9 ? 1 : 1 + random.nextInt(4); i > 0; i--) {
      int at = random.nextInt(result.length + 1);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      out.write(result, 0, at);
      out.writeBytes(what.getBytes(StandardCharsets.UTF_8));
      out.write(result, at, result.length - at);
      result = out.toByteArray();
    }
    return result;
  }

  private static byte[] damaged(byte[] bytes, Random random) {
    byte[] result = bytes.clone();
    for (int i = 1 + random.nextInt(5); i > 0; i--) {
      result[random.nextInt(result.length)] = (byte) random.nextInt(256);
    }
    return result;
  }

  private static byte[] columnsSwapped(byte[] bytes, Random random) {
    StringBuilder text = new StringBuilder();
    long order = random.nextLong();
    text(bytes).lines().forEach(line -> {
      List<String> cells = new ArrayList<>(Arrays.asList(line.split(",", -1)));
      Collections.shuffle(cells, new Random(order));
      text.append(String.join(",", cells)).append('\n');
    });
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] zip(Map<String, byte[]> files) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue());
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}

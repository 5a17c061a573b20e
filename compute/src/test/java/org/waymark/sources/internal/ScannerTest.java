package org.waymark.sources.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waymark.sources.Limits;
import org.waymark.sources.internal.FileProfile.Reject;

/// What a scan makes of files as they come.
class ScannerTest {
  @TempDir
  private Path folder;

  private FileProfile scan(String text) throws IOException {
    return scan(text.getBytes(StandardCharsets.UTF_8));
  }

  private FileProfile scan(byte[] bytes) throws IOException {
    return scan(new Landing.Content() {
      @Override
      public InputStream open() {
        return new ByteArrayInputStream(bytes);
      }

      @Override
      public long size() {
        return bytes.length;
      }
    });
  }

  private FileProfile scan(Landing.Content content) throws IOException {
    try (Landing landing =
        new Landing(folder.resolve("landing"), folder.resolve("work"), Limits.defaults())) {
      FileProfile profile = landing.land(content).profile();
      landing.settle();
      return profile;
    }
  }

  private static List<String> reasons(FileProfile profile) {
    return profile.rejects().stream().map(r -> r.line() + " " + r.reason()).toList();
  }

  @Test
  void a_clean_file_is_read_as_it_is() throws IOException {
    FileProfile profile = scan("a,b\n1,\"x, \"\"y\"\"\"\n2,\n");
    assertThat(profile.isNormalised()).isFalse();
    assertThat(profile.header()).containsExactly("a", "b");
    assertThat(profile.records()).isEqualTo(2);
    assertThat(profile.rowsIn()).isEqualTo(2);
  }

  @Test
  void carriage_returns_before_line_feeds_are_clean_too() throws IOException {
    FileProfile profile = scan("a,b\r\n1,2\r\n3,4");
    assertThat(profile.isNormalised()).isFalse();
    assertThat(profile.records()).isEqualTo(2);
  }

  @Test
  void a_value_over_two_lines_is_one_record() throws IOException {
    FileProfile profile = scan("a,b\n1,\"x\ny\"\n2,z\n");
    assertThat(profile.isMultiline()).isTrue();
    assertThat(profile.isNormalised()).isFalse();
    assertThat(profile.records()).isEqualTo(2);
  }

  @Test
  void old_macintosh_line_ends_are_read() throws IOException {
    FileProfile profile = scan("a,b\r1,2\r3,4\r");
    assertThat(profile.records()).isEqualTo(2);
    assertThat(profile.rejected()).isZero();
  }

  @Test
  void an_open_quote_costs_its_own_line_only() throws IOException {
    FileProfile profile = scan("a,b\n1,\"x\n2,y\n3,z\n");
    assertThat(reasons(profile)).containsExactly("2 a quote is opened and never closed");
    assertThat(profile.records()).isEqualTo(2);
  }

  @Test
  void an_open_quote_does_not_swallow_the_rows_up_to_the_next_quote() throws IOException {
    FileProfile profile = scan("a,b\n1,\"x\n2,y\n3,\"Diaz, Jr.\"\n4,\"q\"\n");
    assertThat(reasons(profile)).hasSize(1).first().asString().startsWith("2 ");
    assertThat(profile.records()).isEqualTo(3);
  }

  @Test
  void a_file_full_of_open_quotes_is_read_in_linear_time() throws IOException {
    String text = "a,b\n" + "1,\"x\n".repeat(200_000);
    long start = System.nanoTime();
    FileProfile profile = scan(text);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    assertThat(profile.rowsIn()).isEqualTo(200_000);
    assertThat(profile.records()).isZero();
  }

  @Test
  void one_open_quote_before_many_rows_is_read_in_linear_time() throws IOException {
    String text = "a,b\n" + ("1,\"x\n" + "2,y\n".repeat(2000)).repeat(200);
    FileProfile profile = scan(text);
    assertThat(profile.rowsIn()).isEqualTo(200L * 2001);
    assertThat(profile.rejected()).isEqualTo(200);
  }

  @Test
  void quotes_within_plain_values_are_letters() throws IOException {
    FileProfile profile = scan("a,b\n1,5' 10\"\n2,y\n");
    assertThat(profile.rejected()).isZero();
    assertThat(profile.records()).isEqualTo(2);
  }

  @Test
  void too_many_values_set_a_row_aside_but_empty_ones_do_not() throws IOException {
    FileProfile profile = scan("a,b\n1,2,3\n1,2,,\n");
    assertThat(reasons(profile))
        .containsExactly("2 the row has 3 values, the header has 2 columns");
    assertThat(profile.records()).isEqualTo(1);
  }

  @Test
  void short_rows_are_filled_and_a_cut_last_row_is_set_aside() throws IOException {
    FileProfile profile = scan("a,b,c\n1,2\n1,2,3\n1,");
    assertThat(profile.padded()).isEqualTo(1);
    assertThat(reasons(profile)).containsExactly("4 the file ends in mid-row");
  }

  @Test
  void blank_lines_do_not_count() throws IOException {
    FileProfile profile = scan("\na,b\n\n1,2\n   \n3,4\n\n");
    assertThat(profile.rowsIn()).isEqualTo(2);
    assertThat(profile.rejected()).isZero();
  }

  @Test
  void nul_bytes_set_their_row_aside() throws IOException {
    FileProfile profile = scan("a,b\n1,\0\n2,3\n");
    assertThat(reasons(profile)).containsExactly("2 the row contains NUL bytes");
  }

  @Test
  void windows_letters_are_understood() throws IOException {
    FileProfile profile = scan("a,b\n1,Léna\n".getBytes(Charset.forName("windows-1252")));
    assertThat(profile.encoding()).isEqualTo("windows-1252");
    assertThat(Files.readString(profile.readable())).contains("Léna");
  }

  @Test
  void one_broken_letter_among_good_ones_costs_one_row() throws IOException {
    byte[] bytes = ("a,b\n" + "1,Léna\n".repeat(20) + "2,?x\n").getBytes(StandardCharsets.UTF_8);
    bytes[bytes.length - 3] = (byte) 0xE9;
    FileProfile profile = scan(bytes);
    assertThat(profile.encoding()).isEqualTo("UTF-8");
    assertThat(profile.rejects()).extracting(Reject::kind).containsExactly("bad_bytes");
    assertThat(profile.records()).isEqualTo(20);
  }

  @Test
  void utf_16_is_understood_with_and_without_its_mark() throws IOException {
    for (String mark : List.of("\uFEFF", "")) {
      FileProfile profile = scan((mark + "a;b\n1;é\n").getBytes(StandardCharsets.UTF_16LE));
      assertThat(profile.records()).isEqualTo(1);
      assertThat(profile.header()).containsExactly("a", "b");
    }
  }

  @Test
  void a_row_longer_than_allowed_is_set_aside() throws IOException {
    FileProfile profile = scan("a,b\n1," + "x".repeat(3_000_000) + "\n2,y\n");
    assertThat(profile.rejects()).extracting(Reject::kind).containsExactly("over_long");
    assertThat(profile.records()).isEqualTo(1);
  }

  @Test
  void a_gigabyte_in_one_line_streams() throws IOException {
    long size = Long.getLong("waymark.long-line", 200_000_000L);
    FileProfile profile = scan(new Landing.Content() {
      @Override
      public InputStream open() {
        return new Repeated("a,b\n1,".getBytes(StandardCharsets.UTF_8), size);
      }

      @Override
      public long size() {
        return size;
      }
    });
    assertThat(profile.rowsIn()).isEqualTo(1);
    assertThat(profile.rejected()).isEqualTo(1);
  }

  /// Some bytes, then the letter x without end.
  private static final class Repeated extends InputStream {
    private final byte[] head;
    private final long size;
    private long at;

    Repeated(byte[] head, long size) {
      this.head = head;
      this.size = size;
    }

    @Override
    public int read() {
      if (at >= size) {
        return -1;
      }
      return at < head.length ? head[(int) at++] : 'x' + (int) (at++ & 0);
    }

    @Override
    public int read(byte[] bytes, int from, int length) {
      if (at >= size) {
        return -1;
      }
      int count = (int) Math.min(length, size - at);
      for (int i = 0; i < count; i++) {
        bytes[from + i] = at < head.length ? head[(int) at] : (byte) 'x';
        at++;
      }
      return count;
    }
  }

  @Test
  void archives_that_leave_their_folder_or_explode_are_refused() throws IOException {
    Path slip = zip("../evil.csv", "a,b\n");
    assertThatThrownBy(() -> new Archive(slip, Limits.defaults()).close())
        .isInstanceOf(Archive.Refused.class)
        .hasMessageContaining("leaves its folder");
    Path bomb = zip("zeros.csv", "0".repeat(30_000_000));
    assertThatThrownBy(() -> new Archive(bomb, Limits.defaults()).close())
        .isInstanceOf(Archive.Refused.class)
        .hasMessageContaining("more than 100 times");
  }

  private Path zip(String name, String text) throws IOException {
    Path file = folder.resolve("x" + name.length() + ".zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(text.getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
    }
    return file;
  }
}

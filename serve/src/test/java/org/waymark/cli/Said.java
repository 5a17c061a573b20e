package org.waymark.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a command ended with, and all that it said.
public record Said(int code, String out, String err) {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// Runs a command within this process.
  public static synchronized Said by(Object... arguments) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    PrintStream outBefore = System.out;
    PrintStream errBefore = System.err;
    System.setOut(new PrintStream(out, true, UTF_8));
    System.setErr(new PrintStream(err, true, UTF_8));
    try {
      int code = Waymark.commandLine()
          .execute(Stream.of(arguments).map(String::valueOf).toArray(String[]::new));
      return new Said(code, out.toString(UTF_8), err.toString(UTF_8));
    } finally {
      System.setOut(outBefore);
      System.setErr(errBefore);
    }
  }

  /// The one line for people; progress lines come before it.
  public String line() {
    List<String> lines = err.lines().filter(l -> l.startsWith("waymark: ")).toList();
    assertThat(lines).as("standard error: %s", err).hasSize(1);
    assertThat(err).doesNotContain("\tat ").doesNotContain("Exception");
    return lines.getFirst();
  }

  /// The one document on standard output.
  public JsonNode json() {
    try (var parser = JSON.createParser(out)) {
      JsonNode document = JSON.readTree(parser);
      assertThat(parser.nextToken()).as("after the first document of %s", out).isNull();
      return document;
    }
  }

  public Said expecting(int wanted) {
    assertThat(code).as("exit code; out: %s err: %s", out, err).isEqualTo(wanted);
    return this;
  }
}

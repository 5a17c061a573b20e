package org.waymark.cli;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What every decision about models is given: where, by whom, and why.
final class Deciding {
  @Mixin
  DataDirectory data = new DataDirectory();

  @Option(
      names = "--by",
      required = true,
      paramLabel = "EMAIL",
      description = "the person of the district who decides")
  String by = "";

  @Option(names = "--note", paramLabel = "TEXT", description = "why; kept with the decision")
  String note = "";

  @Option(names = "--json", description = "print one JSON object")
  boolean json;
}

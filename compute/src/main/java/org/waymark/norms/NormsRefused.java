package org.waymark.norms;

import java.util.List;

/// A norm file that was not taken, with every line that is wrong.
public final class NormsRefused extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private static final int SHOWN = 20;

  NormsRefused(String file, List<String> problems) {
    super(text(file, problems));
  }

  private static String text(String file, List<String> problems) {
    var text = new StringBuilder();
    problems.stream().limit(SHOWN).forEach(p -> text.append(p).append('\n'));
    if (problems.size() > SHOWN) {
      text.append("… and ").append(problems.size() - SHOWN).append(" more\n");
    }
    return text.append(file)
        .append(": nothing was loaded. Correct ")
        .append(problems.size() == 1 ? "this line" : "these lines")
        .append(" and load it again.")
        .toString();
  }
}

package org.waymark.web.morning;

import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.waymark.access.Circle;
import org.waymark.access.Person;
import org.waymark.web.Words;
import org.waymark.web.alerts.Alerts;
import org.waymark.web.letters.MailReader;
import org.waymark.web.morning.Morning.Block;
import org.waymark.web.morning.Morning.Finding;
import org.waymark.web.morning.Morning.Findings;
import org.waymark.web.morning.Morning.Step;

/// What waits for the person by name, before anything else on the first page: news not yet seen,
/// letters that failed.
final class Waiting {
  private Waiting() {}

  /// The same morning, with what waits on top; unchanged when nothing does.
  static Morning on(Morning morning, JdbcClient rows, Person person) {
    List<Finding> waiting = new ArrayList<>();
    if (person.isIn(Circle.TOLD)) {
      Alerts.unseen(rows)
          .ifPresent(words -> waiting.add(new Finding(
              words,
              "What you were told and have not seen",
              "bad",
              new Step("Read them", "/alerts"))));
    }
    if (person.isIn(Circle.KEEPERS)) {
      long failed = MailReader.failed(rows);
      if (failed > 0) {
        waiting.add(new Finding(
            Words.counted(failed, "letter", "letters") + " could not be delivered",
            "Each with its reason, and a button for another try",
            "bad",
            new Step("Letters", "/letters")));
      }
    }
    if (waiting.isEmpty()) {
      return morning;
    }
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Findings("Waiting for you", waiting, ""));
    blocks.addAll(morning.blocks());
    // a page that says that nothing is urgent leads to what waits
    boolean leads = morning.step() == null;
    return new Morning(
        morning.title(),
        leads ? "Begin with what waits for you." : morning.next(),
        leads ? waiting.getFirst().step() : morning.step(),
        morning.about(),
        morning.figures(),
        blocks);
  }
}

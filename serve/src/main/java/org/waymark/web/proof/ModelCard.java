package org.waymark.web.proof;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.waymark.store.ModelDeployment;
import org.waymark.store.RegisteredModel;
import org.waymark.web.Words;
import org.waymark.web.proof.Proof.Contender;
import org.waymark.web.proof.Proof.Skill;

/// The card of a model in Markdown: what it is for, what it learned from, how well it does, for
/// whom less well, and who answers for it.
public final class ModelCard {

  private final RegisteredModel model;
  private final @Nullable ModelDeployment current;
  private final Proof proof;
  private final StringBuilder out = new StringBuilder();

  private ModelCard(RegisteredModel model, @Nullable ModelDeployment current) {
    this.model = model;
    this.current = current;
    this.proof = ProofReader.read(model.proof());
  }

  /// @param current the decision in force; null before the first
  public static String markdown(RegisteredModel model, @Nullable ModelDeployment current) {
    return new ModelCard(model, current).write();
  }

  private String write() {
    line("# Early-warning model " + model.modelId());
    line("");
    line(ProofWords.finding(proof, "it") + ".");
    line("");
    line("| | |");
    line("|---|---|");
    row("Status", model.status(current).words());
    row("Trained", Words.moment(model.trainedAt()) + " by " + model.trainedBy());
    row("From the run", model.runId());
    row("Data (SHA-256)", model.dataHash());
    row("Seed", Long.toString(proof.seed()));
    purpose();
    data();
    features();
    evidence();
    groups();
    limits();
    approvals();
    return out.toString();
  }

  private void purpose() {
    heading("What it is for");
    line(
        "To order a list of students, so that somebody talks early to those who may need it. It gives the"
            + " probability that a student fails a course or becomes chronically absent in the next grading period.");
    line("");
    line(
        "It is not for grading, placement, discipline, admission or staffing, and no decision about a child may"
            + " rest on it alone. A person looks first; the reasons stand beside every probability.");
  }

  private void data() {
    heading("What it learned from");
    Proof.Train train = proof.train();
    line("- Training: " + Words.count(train.rows()) + " rows of " + Words.count(train.students())
        + " students, " + Words.count(train.outcomes())
        + " with trouble in the period that followed"
        + (train.periods().isEmpty() ? "" : "; periods " + String.join(", ", train.periods()))
        + ".");
    line("- " + ProofWords.test(proof) + ".");
    line(
        "- Outcomes are what really happened later, never today's rules. No student is on both sides.");
    line(
        "- Every feature sees only what was known on its day: attendance submitted, grades posted, tests taken,"
            + " incidents recorded by then. What is missing stays missing.");
    heading("Parameters");
    line("| parameter | value |");
    line("|---|---|");
    proof.parameters().forEach(this::row);
  }

  private void features() {
    heading("Features");
    line("| feature | direction | share of what it uses |");
    line("|---|---|---|");
    for (Proof.Feature feature : proof.features()) {
      line("| " + cell(feature.title()) + " | " + feature.directionWords() + " | "
          + Words.percent(feature.importance()) + " |");
    }
    line("");
    line(
        "Left out on purpose: race and ethnicity, always. English learner, special education and free or"
            + " reduced-price lunch, unless the district opts in (`risk_features` in `waymark.yml`)"
            + optedIn() + ".");
    for (Proof.Dropped dropped : proof.dropped()) {
      line("- Dropped: " + dropped.feature() + ", " + dropped.reason());
    }
  }

  private String optedIn() {
    List<String> in = proof.features().stream()
        .map(Proof.Feature::name)
        .filter(
            name -> List.of("ell", "sped", "frl", "is_ell", "is_sped", "is_frl").contains(name))
        .toList();
    return in.isEmpty() ? "; here it did not" : "; here it opted in to " + String.join(", ", in);
  }

  private void evidence() {
    heading("Proof");
    line((model.isReleased() ? "Released: " : "Not released: ") + model.releaseReason() + ".");
    line("");
    line("Each contender flags the same number of students: " + ProofWords.capacity(proof)
        + ". 95 % intervals in brackets.");
    line("");
    line("| | "
        + List.of(Skill.values()).stream().map(Skill::title).collect(Collectors.joining(" | "))
        + " |");
    line("|---|" + "---|".repeat(Skill.values().length));
    for (Contender contender : proof.contenders()) {
      line("| " + contender.name() + " | "
          + List.of(Skill.values()).stream()
              .map(skill -> figure(contender, skill))
              .collect(Collectors.joining(" | "))
          + " |");
    }
    heading("Calibration");
    line("| expected | seen | 95 % interval | students |");
    line("|---|---|---|---|");
    for (Proof.Point point : proof.curve()) {
      line(String.format(
          Locale.US,
          "| %.1f%% | %.1f%% | %.1f–%.1f%% | %,d |",
          point.predicted() * 100,
          point.observed() * 100,
          point.low() * 100,
          point.high() * 100,
          point.students()));
    }
  }

  private static String figure(Contender contender, Skill skill) {
    var measured = contender.of(skill);
    return measured.isKnown()
        ? ProofWords.value(skill, measured) + " (" + ProofWords.interval(skill, measured) + ")"
        : "–";
  }

  private void groups() {
    heading("Groups of students");
    List<Proof.Group> concerns = proof.concerns();
    if (concerns.isEmpty()) {
      line(
          "No group had false alarms or missed students beyond chance and by a quarter more than all others.");
    }
    concerns.forEach(
        group -> line("- **" + ProofWords.group(group.key()) + ": " + group.concern() + ".**"));
    line("");
    line("| group | students | in trouble | flagged | false alarms | missed | foretold | seen |");
    line("|---|---|---|---|---|---|---|---|");
    for (Proof.Group group : proof.groups()) {
      line("| " + ProofWords.group(group.key()) + " | "
          + (group.hidden().isEmpty()
              ? Words.count(group.students()) + " | " + Words.count(group.outcomes()) + " | "
                  + Words.count(group.flagged()) + " | " + ProofWords.share(group.falseAlarms())
                  + " | " + ProofWords.share(group.missed()) + " | "
                  + Words.percent(group.expected()) + " | " + Words.percent(group.observed())
              : "n < 10 or hidden beside it | | | | | |")
          + " |");
    }
  }

  private void limits() {
    heading("Limits");
    line(
        "- It knows what the files say. What no file shows (a move, a loss, a friend) it cannot see.");
    line(
        "- It was proved in one period of this district; each night its features, scores and outcomes are held"
            + " against that time, and the page of the model says when to train again.");
    line(
        "- A probability is about students like this one, not about this one. Of those flagged, some do well.");
    line(
        "- Students without enrollment on the day, and those whose outcome is not known, are in neither"
            + " training nor test.");
  }

  private void approvals() {
    heading("Who answers for it");
    if (model.approvals().isEmpty()) {
      line(
          model.isReleased()
              ? "Nobody has approved it yet; until then it makes no scores."
              : "It did not beat the indicator rule, so nobody can approve it.");
    }
    for (RegisteredModel.Approval approval : model.approvals()) {
      line("- Approved by " + approval.personName() + " (" + approval.personRole() + "), "
          + Words.moment(approval.approvedAt())
          + (approval.note().isBlank() ? "" : ": " + approval.note()));
    }
  }

  private void heading(String text) {
    line("");
    line("## " + text);
    line("");
  }

  private void row(String name, String value) {
    line("| " + cell(name) + " | " + cell(value) + " |");
  }

  private void line(String text) {
    out.append(text).append('\n');
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("\n", " ");
  }
}

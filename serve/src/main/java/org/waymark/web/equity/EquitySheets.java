package org.waymark.web.equity;

import java.util.List;
import java.util.stream.Stream;
import org.waymark.web.NotVisible;
import org.waymark.web.Sheet;
import org.waymark.web.Words;

/// The tables of the page, to take away.
final class EquitySheets {

  private EquitySheets() {}

  static Sheet of(Equity page, String table) {
    return switch (table) {
      case "", "gaps" -> gaps(page);
      case "schools" -> schools(page);
      case "programs" -> programs(page);
      case "disproportionality" -> risks(page);
      default -> throw new NotVisible();
    };
  }

  private static List<String> notes(Equity page) {
    return List.of(
        page.title(),
        page.sentence(),
        page.through(),
        "Groups of fewer than 10 students are hidden.");
  }

  private static Sheet gaps(Equity page) {
    var sheet = new Sheet(
        "Gaps",
        notes(page),
        "Measure",
        "Group",
        "Students",
        "All others",
        "Group's value",
        "Others' value",
        "Difference",
        "Low (95 %)",
        "High (95 %)",
        "Effect size",
        "p, adjusted for the list",
        "Rate ÷ highest rate",
        "Other things equal",
        "Low (95 %)",
        "High (95 %)",
        "Held equal",
        "Reason");
    for (GapLine line :
        Stream.concat(page.scores().stream(), page.others().stream()).toList()) {
      sheet.row(
          MeasureWords.of(line.measure()),
          line.group(),
          line.groupStudents(),
          line.otherStudents(),
          line.groupValue(),
          line.otherValue(),
          line.difference(),
          line.differenceLow(),
          line.differenceHigh(),
          line.effectSize(),
          line.pListed(),
          line.rateRatio(),
          line.adjustedDifference(),
          line.adjustedLow(),
          line.adjustedHigh(),
          line.heldEqual(),
          line.reason() == null ? line.adjustedReason() : line.reason());
    }
    return sheet;
  }

  private static Sheet schools(Equity page) {
    var sheet = new Sheet(
        "Schools",
        notes(page),
        "School",
        "Test",
        "Held beside",
        "Students",
        "Schools compared",
        "Mean, SD",
        "Effect, SD",
        "Low (95 %)",
        "High (95 %)",
        "Drawn to the mean, SD",
        "Low (95 %)",
        "High (95 %)",
        "Students per teacher",
        "Reason");
    for (SchoolLine line : page.schoolLines()) {
      sheet.row(
          line.schoolName(),
          Words.platform(line.platform()),
          line.kind(),
          line.students(),
          line.peers(),
          line.meanScore(),
          line.effect(),
          line.effectLow(),
          line.effectHigh(),
          line.shrunkEffect(),
          line.shrunkLow(),
          line.shrunkHigh(),
          line.studentTeacherRatio(),
          line.reason());
    }
    return sheet;
  }

  private static Sheet programs(Equity page) {
    var sheet = new Sheet(
        "Programs",
        notes(page),
        "Program",
        "Subject",
        "Enrolled",
        "Participants matched",
        "Unmatched",
        "Matches",
        "Change of participants, SD",
        "Change of matches, SD",
        "Difference before, SD",
        "Gain, SD",
        "Low (95 %)",
        "High (95 %)",
        "p, adjusted for the list",
        "Verdict",
        "Cost, US dollars",
        "Cost per student",
        "Cost per SD gained",
        "Reason");
    for (ProgramLine line : page.programs()) {
      sheet.row(
          line.program(),
          Words.plain(line.subject()),
          line.enrolled(),
          line.participants(),
          line.unmatched(),
          line.matches(),
          line.participantChange(),
          line.matchedChange(),
          line.baselineDifference(),
          line.gain(),
          line.gainLow(),
          line.gainHigh(),
          line.pListed(),
          line.verdict(),
          line.costUsd(),
          line.costPerStudent(),
          line.costPerSd(),
          line.reason() == null ? line.costReason() : line.reason());
    }
    return sheet;
  }

  private static Sheet risks(Equity page) {
    var sheet = new Sheet(
        "Disproportionality",
        notes(page),
        "Outcome",
        "Race or ethnicity",
        "Cases",
        "Children",
        "Risk",
        "Others' risk",
        "Risk ratio",
        "Low (95 %)",
        "High (95 %)",
        "Threshold",
        "Above the threshold",
        "Reason");
    for (RiskLine line : page.risks()) {
      sheet.row(
          line.what(),
          line.race(),
          line.cases(),
          line.children(),
          line.risk(),
          line.otherRisk(),
          line.riskRatio(),
          line.ratioLow(),
          line.ratioHigh(),
          line.threshold(),
          line.isOverThreshold(),
          line.reason());
    }
    return sheet;
  }
}

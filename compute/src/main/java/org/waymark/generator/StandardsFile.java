package org.waymark.generator;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.waymark.generator.Student.Stay;

/// Scores by Common Core standard, grades 3 to 8, two assessments in the latest year.
final class StandardsFile {
  static final int FIRST_GRADE = 3;
  static final int LAST_GRADE = 8;
  private static final String[] MATH = {
    "OA.A.1 OA.A.3 OA.B.5 OA.C.7 OA.D.8 NBT.A.1 NBT.A.2 NF.A.1 NF.A.3 MD.A.1 MD.C.7 G.A.1",
    "OA.A.1 OA.A.3 OA.B.4 NBT.A.1 NBT.B.4 NBT.B.5 NF.A.1 NF.B.3 NF.B.4 NF.C.6 MD.A.1 G.A.1",
    "OA.A.1 NBT.A.1 NBT.A.3 NBT.B.5 NBT.B.7 NF.A.1 NF.A.2 NF.B.4 NF.B.7 MD.A.1 MD.C.5 G.A.1",
    "RP.A.1 RP.A.2 RP.A.3 NS.A.1 NS.B.3 NS.C.6 EE.A.1 EE.A.2 EE.B.7 EE.C.9 G.A.1 SP.A.1",
    "RP.A.1 RP.A.2 RP.A.3 NS.A.1 NS.A.2 NS.A.3 EE.A.1 EE.B.3 EE.B.4 G.A.1 G.B.6 SP.A.1",
    "NS.A.1 NS.A.2 EE.A.1 EE.A.3 EE.B.5 EE.C.7 EE.C.8 F.A.1 F.B.4 G.A.1 G.B.7 SP.A.1"
  };
  private static final String READING = "RL.1 RL.2 RL.3 RL.4 RI.1 RI.2 RI.3 RI.4 RI.8 L.4 L.5 W.1";
  private static final int[] DAYS = {62, 132};
  private static final String[] NAMES = {"Benchmark 1", "Benchmark 2"};
  private static final double GAP_SHARE = 0.15;
  private final District district;

  StandardsFile(District district) {
    this.district = district;
  }

  void add(Workspace workspace) {
    workspace.file(
        "assessments/standards/standard_scores_"
            + district.calendar(district.latest()).label() + ".csv",
        List.of(
            "StudentNumber",
            "StandardCode",
            "Subject",
            "Grade",
            "Score",
            "PointsPossible",
            "AssessmentDate",
            "AssessmentName",
            "SchoolYear"),
        this::rows);
  }

  /// The codes of a grade, in the order of their gaps.
  static List<String> codes(int grade, boolean isMath) {
    String[] parts = (isMath ? MATH[grade - FIRST_GRADE] : READING).split(" ");
    for (int i = 0; i < parts.length; i++) {
      int dot = parts[i].indexOf('.');
      parts[i] = isMath
          ? grade + "." + parts[i]
          : parts[i].substring(0, dot) + "." + grade + parts[i].substring(dot);
    }
    return List.of(parts);
  }

  /// The standard that a whole class has not learned, or −1.
  int classGap(int school, int grade, int section, boolean isMath) {
    Dice dice =
        new Dice(district.seed(), Topic.STANDARD, school * 100L + grade, section, isMath ? 1 : 2);
    return dice.chance(GAP_SHARE) ? dice.below(12) : -1;
  }

  private void rows(Table table) throws IOException {
    int year = district.latest();
    String label = district.calendar(year).label();
    List<List<String>> codes = new ArrayList<>();
    for (int grade = FIRST_GRADE; grade <= LAST_GRADE; grade++) {
      codes.add(codes(grade, false));
      codes.add(codes(grade, true));
    }
    for (Student student : district.roster.students()) {
      if (student.lastStay().year() != year) {
        continue;
      }
      Scores scores = new Scores(district, new Trajectory(district, student));
      for (int assessment = 0; assessment < DAYS.length; assessment++) {
        Stay stay = student.on(year, DAYS[assessment]);
        if (stay == null || stay.grade() < FIRST_GRADE || stay.grade() > LAST_GRADE) {
          continue;
        }
        for (int subject = 0; subject < 2; subject++) {
          boolean isMath = subject == 1;
          List<String> own = codes.get(2 * (stay.grade() - FIRST_GRADE) + subject);
          Season season = assessment == 0 ? Season.FALL : Season.WINTER;
          double level = 78 + 10.5 * scores.z(stay, season, isMath) + 2 * assessment;
          int gap = classGap(stay.school(), stay.grade(), district.sections.of(stay), isMath);
          Dice dice =
              new Dice(district.seed(), Topic.STANDARD, -1L - student.index, assessment, subject);
          for (int i = 0; i < own.size(); i++) {
            double score =
                level + 3 - i % 4 * 2 + 8 * dice.gaussian() + (i == gap ? Effects.CLASS_GAP : 0);
            table
                .cells(
                    student.number(),
                    own.get(i),
                    isMath ? "Math" : "ELA",
                    Integer.toString(stay.grade()))
                .cell((int) Math.clamp(Math.round(score), 0, 100))
                .cell("100")
                .cell(district.day(year, DAYS[assessment]))
                .cells(NAMES[assessment], label)
                .end();
          }
        }
      }
    }
  }
}

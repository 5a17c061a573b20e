package org.waymark.generator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Writes the invented district of Maple Valley.
public final class DistrictGenerator {
  private DistrictGenerator() {}

  /// Writes the plan's files and the ground truth beside them.
  ///
  /// @param progress told after each file, in any order of files, one call at a time
  /// @throws IllegalArgumentException if the folder holds anything that was not generated
  /// @throws UncheckedIOException if a file cannot be written
  public static Summary generate(DistrictPlan plan, Consumer<Progress> progress) {
    try {
      Workspace.prepare(plan.out());
      return write(plan, progress);
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot write to " + plan.out(), failed);
    }
  }

  private static Summary write(DistrictPlan plan, Consumer<Progress> progress) throws IOException {
    District district = new District(plan);
    DefectPlanter planter = new DefectPlanter(district);
    Workspace workspace = new Workspace(plan.out(), planter, progress);
    TruthFiles truth = new TruthFiles(district);
    AttendanceFiles attendance = new AttendanceFiles(district, planter);
    attendance.addDaily(workspace);
    new NweaFiles(district).add(workspace);
    new StarFiles(district).add(workspace);
    new IreadyFiles(district).add(workspace);
    new StandardsFile(district).add(workspace);
    new GradeFile(district).add(workspace);
    attendance.addPeriods(workspace);
    truth.add(workspace);
    new OneRosterFiles(district).add(workspace);
    new SisFiles(district).add(workspace);
    new StaffFiles(district).add(workspace);
    new CaseloadFile(district).add(workspace);
    List<Workspace.Written> written = workspace.run();
    List<Defect> defects = new ArrayList<>();
    written.forEach(file -> defects.addAll(file.defects()));
    defects.addAll(planter.notSubmitted());
    if (plan.defects() == Defects.HOSTILE) {
      defects.addAll(new HostileFiles(district, plan.out()).write());
    }
    truth.write(plan.out(), defects);
    List<Summary.File> files = written.stream().map(Workspace.Written::file).toList();
    return new Summary(
        plan.out(),
        district.roster.students().size(),
        district.roster.enrolled(),
        district.schools.count(),
        district.staffing.educators().size(),
        files.stream().mapToLong(Summary.File::rows).sum(),
        defects.size(),
        files);
  }
}

package org.waymark.generator;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.util.List;
import org.waymark.generator.Student.Stay;

/// Daily attendance, one file a year, and the exceptions by period in high schools.
final class AttendanceFiles {
  private static final byte[][] CODE_CELLS = new byte[AttendanceSheet.CODES.length][];

  static {
    for (int code = 0; code < CODE_CELLS.length; code++) {
      CODE_CELLS[code] = (AttendanceSheet.CODES[code] + ",").getBytes(US_ASCII);
    }
  }

  private final District district;
  private final DefectPlanter planter;

  AttendanceFiles(District district, DefectPlanter planter) {
    this.district = district;
    this.planter = planter;
  }

  void addDaily(Workspace workspace) {
    for (int i = district.latest(); i >= 0; i--) {
      int year = i;
      workspace.file(
          dailyPath(district, year),
          List.of("StudentNumber", "SchoolCode", "AttendanceDate", "AttendanceCode"),
          table -> daily(table, year));
    }
  }

  static String dailyPath(District district, int year) {
    return "sis/attendance_daily_" + district.calendar(year).label() + ".csv";
  }

  void addPeriods(Workspace workspace) {
    workspace.file(
        "sis/attendance_period_" + district.calendar(district.latest()).label() + ".csv",
        List.of(
            "StudentNumber",
            "SchoolCode",
            "SectionID",
            "AttendanceDate",
            "Period",
            "AttendanceCode"),
        this::periods);
  }

  private void daily(Table table, int year) throws IOException {
    AttendanceSheet sheet = new AttendanceSheet(district);
    SchoolCalendar calendar = district.calendar(year);
    for (Student student : district.roster.students()) {
      if (student.lastStay().year() < year || student.stays[0].year() > year) {
        continue;
      }
      if (!sheet.fill(new Trajectory(district, student), year)) {
        continue;
      }
      for (Stay stay : student.stays) {
        if (stay.year() != year) {
          continue;
        }
        byte[] who = (student.number() + ","
                + district.schools.get(stay.school()).code())
            .getBytes(US_ASCII);
        for (int day = stay.first(); day <= stay.last(); day++) {
          if (planter.isSubmitted(year, stay.school(), day)) {
            table
                .bytes(who)
                .bytes(calendar.dateCell(day))
                .bytes(CODE_CELLS[sheet.codes[day]])
                .end();
          }
        }
      }
    }
  }

  private void periods(Table table) throws IOException {
    AttendanceSheet sheet = new AttendanceSheet(district);
    int year = district.latest();
    for (Student student : district.roster.students()) {
      Stay last = student.lastStay();
      if (last.year() == year
          && last.grade() >= 9
          && sheet.fill(new Trajectory(district, student), year)) {
        for (int day = student.stays[0].year() == year ? student.stays[0].first() : 0;
            day <= last.last();
            day++) {
          Stay stay = student.on(year, day);
          if (stay != null && planter.isSubmitted(year, stay.school(), day)) {
            exceptions(table, student, stay, day, sheet.codes[day]);
          }
        }
      }
    }
  }

  /// A tardy misses the first period, a half day the last three, an absence all six.
  private void exceptions(Table table, Student student, Stay stay, int day, byte code)
      throws IOException {
    int first =
        code == AttendanceSheet.HALF_EXCUSED || code == AttendanceSheet.HALF_UNEXCUSED ? 4 : 1;
    int last = switch (code) {
      case AttendanceSheet.AWAY, AttendanceSheet.PRESENT -> 0;
      case AttendanceSheet.TARDY -> 1;
      default -> Sections.PERIODS;
    };
    String cell = switch (code) {
      case AttendanceSheet.HALF_EXCUSED -> AttendanceSheet.CODES[AttendanceSheet.EXCUSED];
      case AttendanceSheet.HALF_UNEXCUSED -> AttendanceSheet.CODES[AttendanceSheet.UNEXCUSED];
      default -> AttendanceSheet.CODES[code];
    };
    int section = district.sections.of(stay);
    for (int period = first; period <= last; period++) {
      int course = Math.floorMod(period - 1 - section, Sections.PERIODS);
      table
          .cells(
              student.number(),
              district.schools.get(stay.school()).code(),
              district.sections.id(stay, course))
          .cell(district.day(stay.year(), day))
          .cell(period)
          .cell(cell)
          .end();
    }
  }
}

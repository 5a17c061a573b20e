package org.waymark.risk.internal;

import java.util.Map;
import java.util.TreeMap;
import org.waymark.engine.SqlEngine;

/// The grading periods by number.
record Periods(Map<Integer, Period> byNumber) {

  record Period(String name, String startsOn, String endsOn) {}

  static Periods read(SqlEngine engine) {
    var periods = new TreeMap<Integer, Period>();
    engine.scan(
        "select period_number, name, cast(starts_on as varchar(10)), cast(ends_on as varchar(10)) from risk.grading_period",
        row -> periods.put((int) row.whole(0), new Period(row.text(1), row.text(2), row.text(3))));
    return new Periods(periods);
  }

  Period of(int number) {
    Period period = byNumber.get(number);
    if (period == null) {
      throw new IllegalArgumentException("there is no grading period " + number);
    }
    return period;
  }

  String name(int number) {
    return of(number).name();
  }
}

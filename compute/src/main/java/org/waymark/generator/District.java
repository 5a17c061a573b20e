package org.waymark.generator;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;

/// Everything that is known before a row is written: calendars, schools, people, sections.
final class District {
  static final String NAME = "Maple Valley";
  static final String SOURCED_ID = "org-maple-valley";
  final DistrictPlan plan;
  final List<SchoolCalendar> calendars;
  final Schools schools;
  final Roster roster;
  final Sections sections;
  final Staffing staffing;

  District(DistrictPlan plan) {
    this.plan = plan;
    calendars = IntStream.range(0, plan.years())
        .mapToObj(
            year -> new SchoolCalendar(plan.latestYear() - plan.years() + 1 + year, plan.through()))
        .toList();
    schools = new Schools(plan.students());
    roster = new Roster(plan, schools, calendars);
    sections = new Sections(this);
    staffing = new Staffing(this);
  }

  long seed() {
    return plan.seed();
  }

  int years() {
    return plan.years();
  }

  int latest() {
    return plan.years() - 1;
  }

  SchoolCalendar calendar(int year) {
    return calendars.get(year);
  }

  LocalDate day(int year, int day) {
    return calendars.get(year).day(day);
  }
}

package org.waymark.web.student;

/// How much of each thing a packet has room for. The first that makes two pages is taken.
///
/// @param decisions lines to write on
enum PacketRoom {
  AMPLE(5, 4, 9, 8, 5, 5, 2, 3, 6),
  USUAL(4, 3, 8, 6, 4, 4, 2, 2, 5),
  SCARCE(3, 2, 6, 4, 3, 3, 1, 2, 4),
  BARE(2, 2, 4, 3, 2, 2, 1, 1, 3);

  final int reasons;
  final int strengths;
  final int courses;
  final int sittings;
  final int incidents;
  final int programs;
  final int plans;
  final int notes;
  final int decisions;

  PacketRoom(
      int reasons,
      int strengths,
      int courses,
      int sittings,
      int incidents,
      int programs,
      int plans,
      int notes,
      int decisions) {
    this.reasons = reasons;
    this.strengths = strengths;
    this.courses = courses;
    this.sittings = sittings;
    this.incidents = incidents;
    this.programs = programs;
    this.plans = plans;
    this.notes = notes;
    this.decisions = decisions;
  }
}

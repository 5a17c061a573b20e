package org.waymark.generator;

/// What a stream of random numbers is for; each topic has streams of its own.
final class Topic {
  static final int SLOT = 1;
  static final int PERSON = 2;
  static final int HOUSEHOLD = 3;
  static final int NAME = 4;
  static final int LATENT = 5;
  static final int TERM = 6;
  static final int COURSE = 7;
  static final int SHEET = 8;
  static final int SCHOOL = 9;
  static final int SCORE = 10;
  static final int SITTING = 11;
  static final int PROGRAM = 12;
  static final int STAFF = 13;
  static final int STANDARD = 14;
  static final int STAFF_SLOT = 15;
  static final int COST = 16;

  private Topic() {}
}

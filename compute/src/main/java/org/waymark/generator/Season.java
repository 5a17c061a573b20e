package org.waymark.generator;

/// A testing window.
enum Season {
  FALL("Fall"),
  WINTER("Winter"),
  SPRING("Spring");

  final String title;

  Season(String title) {
    this.title = title;
  }
}

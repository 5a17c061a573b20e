package org.waymark.generator;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Educators, and who of them teaches which section.
///
/// A post belongs to a school: a homeroom, or a subject's n-th teacher. A post's holder may
/// change between years. Nobody holds two posts.
final class Staffing {
  private static final int SUBJECTS = Course.SECONDARY.size();
  private final District district;
  private final List<Post> posts = new ArrayList<>();
  private final List<Educator> educators = new ArrayList<>();
  private final int[][] firstPost;

  /// @param subject index of the course in secondary grades, −1 for homerooms, −2 for others
  static final class Post {
    final int school;
    final int subject;
    final String position;
    final int[] load;
    final @Nullable Educator[] holders;

    Post(int school, int subject, String position, int years) {
      this.school = school;
      this.subject = subject;
      this.position = position;
      load = new int[years];
      holders = new Educator[years];
    }

    /// Hundredths of a full-time position; a full load is five sections.
    int fte(int year) {
      return subject >= 0 ? Math.min(100, 20 * load[year]) : 100;
    }
  }

  /// @param lastYear last school year in the post
  record Educator(
      int index, Post post, int firstYear, int lastYear, String firstName, String lastName) {
    String id() {
      return "T%06d".formatted(1_200 + 7 * index);
    }

    String license() {
      return "MV-%07d".formatted((index * 611_953L + 40_009) % 9_999_991);
    }

    String sourcedId() {
      return "s-%016x".formatted(Dice.mix(0x57afL + index));
    }

    String email() {
      return "%s.%s.%d@maplevalley.example".formatted(ascii(firstName), ascii(lastName), index);
    }

    private static String ascii(String name) {
      return java.text.Normalizer.normalize(name, java.text.Normalizer.Form.NFD)
          .replaceAll("[^A-Za-z]", "")
          .toLowerCase(java.util.Locale.ROOT);
    }
  }

  Staffing(District district) {
    this.district = district;
    firstPost = new int[district.schools.count()][SUBJECTS + 1];
    for (Schools.School school : district.schools.all()) {
      open(school);
    }
    for (int place = 0; place < posts.size(); place++) {
      hire(posts.get(place), place);
    }
  }

  List<Educator> educators() {
    return educators;
  }

  List<Post> posts() {
    return posts;
  }

  /// Who teaches a section.
  @Nullable
  Educator teacher(int year, int school, int grade, int course, int section) {
    int subject = grade <= 5 ? -1 : course;
    int post = firstPost[school][subject + 1] + rank(year, school, grade, course, section);
    return posts.get(post).holders[year];
  }

  private void open(Schools.School school) {
    for (int subject = -1; subject < SUBJECTS; subject++) {
      int first = posts.size();
      firstPost[school.index()][subject + 1] = first;
      for (int year = 0; year < district.years(); year++) {
        for (int grade = school.firstGrade(); grade <= school.lastGrade(); grade++) {
          if (grade <= 5 != (subject == -1)) {
            continue;
          }
          int sections = district.sections.count(year, school.index(), grade);
          for (int section = 0; section < sections; section++) {
            int post = first + rank(year, school.index(), grade, subject, section);
            while (posts.size() <= post) {
              posts.add(new Post(school.index(), subject, "Classroom Teacher", district.years()));
            }
            posts.get(post).load[year]++;
          }
        }
      }
    }
    other(school, "Principal", 1);
    int children = 0;
    for (int grade = 0; grade <= 12; grade++) {
      children += district.roster.count(district.latest(), school.index(), grade);
    }
    other(school, "Counselor", Math.max(1, Math.round(children / 400f)));
  }

  private void other(Schools.School school, String position, int count) {
    for (int i = 0; i < count; i++) {
      Post post = new Post(school.index(), -2, position, district.years());
      java.util.Arrays.fill(post.load, 1);
      posts.add(post);
    }
  }

  /// Homerooms have a teacher each; in secondary grades the n-th section of a period has the
  /// n-th teacher of the subject, so that nobody teaches two classes at once.
  private int rank(int year, int school, int grade, int course, int section) {
    int rank = grade <= 5 ? section : section / Sections.PERIODS;
    for (int lower = grade <= 5 ? 0 : 6; lower < grade; lower++) {
      int sections = district.sections.count(year, school, lower);
      rank += grade <= 5
          ? sections
          : Math.max(0, sections - section % Sections.PERIODS + Sections.PERIODS - 1)
              / Sections.PERIODS;
    }
    return rank;
  }

  private void hire(Post post, int place) {
    Dice dice = new Dice(district.seed(), Topic.STAFF_SLOT, place);
    int from = -1;
    for (int year = 0; year <= district.years(); year++) {
      boolean isVacant = year == district.years() || post.load[year] == 0;
      boolean leaves = dice.chance(0.07);
      if (from >= 0 && (isVacant || leaves)) {
        add(post, from, year - 1);
        from = -1;
      }
      if (!isVacant && from < 0) {
        from = year;
      }
    }
  }

  private void add(Post post, int from, int to) {
    String[] name = Names.educator(district.seed(), educators.size());
    Educator educator = new Educator(educators.size(), post, from, to, name[0], name[1]);
    educators.add(educator);
    for (int year = from; year <= to; year++) {
      post.holders[year] = educator;
    }
  }
}

package org.waymark.risk.learning;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a model sees: rows of numbers under named features.
///
/// The values are not copied: a district's rows are the largest thing in memory. Whoever makes
/// the record leaves them alone afterwards.
///
/// @param features names, none twice
/// @param values rows × features, row-major; NaN = missing, never infinite
public record Inputs(List<String> features, float[] values) {

  public Inputs {
    features = List.copyOf(features);
    if (features.isEmpty()) {
      throw new IllegalArgumentException("no feature was given, expected at least one");
    }
    if (Set.copyOf(features).size() != features.size()) {
      throw new IllegalArgumentException("a feature is named twice in " + features);
    }
    if (values.length % features.size() != 0) {
      throw new IllegalArgumentException(
          values.length + " values do not fill rows of " + features.size() + " features");
    }
    for (int i = 0; i < values.length; i++) {
      if (Float.isInfinite(values[i])) {
        throw new IllegalArgumentException("row " + i / features.size() + ", "
            + features.get(i % features.size()) + ": saw " + values[i]
            + ", expected a finite number or NaN for a missing one");
      }
    }
  }

  public int rows() {
    return values.length / features.size();
  }

  public float value(int row, int column) {
    return values[row * features.size() + column];
  }

  /// One feature of every row.
  public float[] column(int column) {
    float[] answer = new float[rows()];
    for (int i = 0; i < answer.length; i++) {
      answer[i] = value(i, column);
    }
    return answer;
  }

  /// Some rows, in the order given; a row may be asked for twice.
  public Inputs select(int[] rows) {
    int width = features.size();
    float[] selected = new float[rows.length * width];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(values, rows[i] * width, selected, i * width, width);
    }
    return new Inputs(features, selected);
  }

  /// Some features, in the order given.
  public Inputs only(List<String> wanted) {
    int[] columns = wanted.stream().mapToInt(this::find).toArray();
    float[] selected = new float[rows() * columns.length];
    for (int i = 0, at = 0; i < rows(); i++) {
      for (int column : columns) {
        selected[at++] = value(i, column);
      }
    }
    return new Inputs(wanted, selected);
  }

  private int find(String feature) {
    int at = features.indexOf(feature);
    if (at < 0) {
      throw new IllegalArgumentException(
          "no feature is called " + feature + "; there are " + String.join(", ", features));
    }
    return at;
  }

  /// Why a feature can tell no two rows apart, if so: always missing, or always the same.
  /// A model would leave it unused; a report says so.
  public Optional<String> silence(int column) {
    float first = Float.NaN;
    boolean isSometimesMissing = false;
    for (int i = 0; i < rows(); i++) {
      float value = value(i, column);
      if (Float.isNaN(value)) {
        isSometimesMissing = true;
      } else if (Float.isNaN(first)) {
        first = value;
      } else if (value != first) {
        return Optional.empty();
      }
    }
    if (Float.isNaN(first)) {
      return Optional.of("always missing");
    }
    return isSometimesMissing ? Optional.empty() : Optional.of("always " + first);
  }

  /// @throws IllegalArgumentException unless both outcomes happened, once a row
  void check(boolean[] outcomes) {
    if (outcomes.length != rows()) {
      throw new IllegalArgumentException(outcomes.length + " outcomes for " + rows() + " rows");
    }
    Skill.bothHappened(outcomes);
  }

  /// @throws IllegalArgumentException unless these are the features of the training, in order
  void expect(List<String> trained) {
    if (!features.equals(trained)) {
      throw new IllegalArgumentException(
          "saw the features " + features + ", expected those of the training: " + trained);
    }
  }
}

package org.waymark.growth.quantreg;

/// Where rows cross the hyperplane along an edge, and how much each crossing adds to the slope.
///
/// Finds the crossing at which the slope turns up: a weighted median, by quickselect.
final class Breakpoints {

  private double[] at = new double[256];
  private double[] weight = new double[256];

  /// Positions in the working set; after [#select] those before the chosen one are passed.
  int[] index = new int[256];

  int count;

  void clear(int capacity) {
    count = 0;
    if (at.length < capacity) {
      int larger = Math.max(capacity, 2 * at.length);
      at = new double[larger];
      weight = new double[larger];
      index = new int[larger];
    }
  }

  void add(int position, double t, double slopeAdded) {
    at[count] = t;
    weight[count] = slopeAdded;
    index[count++] = position;
  }

  double t(int place) {
    return at[place];
  }

  /// @param needed how far the slope is below zero, positive
  /// @return the place of the crossing that lifts the slope to zero, or -1 if none does
  int select(double needed) {
    int from = 0;
    int to = count - 1;
    double rest = needed;
    while (from < to) {
      double pivot = middle(at[from], at[(from + to) >>> 1], at[to]);
      int i = from;
      int j = to;
      double left = 0;
      while (i <= j) {
        while (at[i] < pivot) {
          left += weight[i++];
        }
        while (at[j] > pivot) {
          j--;
        }
        if (i <= j) {
          swap(i, j);
          left += weight[i++];
          j--;
        }
      }
      // Places before i are at or before the pivot, from i on at or after it.
      if (left >= rest) {
        if (i - 1 == to) {
          return ordered(from, to, rest);
        }
        to = i - 1;
      } else {
        rest -= left;
        from = i;
      }
    }
    return from == to && weight[from] >= rest ? from : -1;
  }

  /// The quickselect couldn't divide (equal values): a plain walk over the sorted remainder.
  private int ordered(int from, int to, double needed) {
    for (int i = from + 1; i <= to; i++) {
      for (int j = i; j > from && at[j] < at[j - 1]; j--) {
        swap(j, j - 1);
      }
    }
    double rest = needed;
    for (int i = from; i <= to; i++) {
      rest -= weight[i];
      if (rest <= 0) {
        return i;
      }
    }
    return -1;
  }

  private void swap(int i, int j) {
    double t = at[i];
    at[i] = at[j];
    at[j] = t;
    double w = weight[i];
    weight[i] = weight[j];
    weight[j] = w;
    int k = index[i];
    index[i] = index[j];
    index[j] = k;
  }

  private static double middle(double a, double b, double c) {
    return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
  }
}

package org.waymark.growth.quantreg;

import java.util.Arrays;

/// The exact end of the search: from vertex to vertex along the steepest edge, passing as many
/// rows as make the loss smaller, until the multipliers of the basis lie within their bounds.
///
/// Source: Barrodale & Roberts (1973), SIAM J. Numer. Anal. 10(5), 839–848, as carried to
/// quantiles by Koenker & d'Orey (1987), Applied Statistics 36(3), 383–393. Departures: only
/// the working set is looked at; the edge is chosen by violation over length in the whitened
/// columns.
final class Simplex {

  private static final double TOLERANCE = 1e-9;
  private static final int REFRESH = 48;

  private final double[] y;
  private final int p;
  private final WorkingSet set;
  private final Vertex vertex;
  private final Breakpoints breakpoints = new Breakpoints();
  private final int[] basisAt;
  private final double[] coefficients;
  private double[] slopes = new double[256];

  /// Σ ψ·x over all rows that aren't in the basis, those outside the working set included.
  private final double[] pull;

  /// Where the descent ran out of rows: the place, the direction, the slope left.
  final double[] escapeFrom;

  final double[] escape;
  double escapeNeeds;

  enum End {
    OPTIMAL,
    /// The working set is too small: no crossing of its rows stops the descent.
    UNBOUNDED,
    LIMIT
  }

  Simplex(Design design, double[] y, WorkingSet set, Vertex vertex) {
    this.y = y;
    this.p = design.columns();
    this.set = set;
    this.vertex = vertex;
    this.basisAt = new int[p];
    this.pull = new double[p];
    this.escapeFrom = new double[p];
    this.escape = new double[p];
    this.coefficients = new double[p];
  }

  /// @param total Σ x over all rows of the design
  /// @param belowOutside Σ x over the rows below that aren't in the working set
  End run(double tau, double[] total, double[] belowOutside, double[] answer, int limit) {
    locateBasis();
    vertex.coefficients(y, coefficients);
    set.residuals(coefficients);
    for (int i = 0; i < set.count; i++) {
      set.below[i] = set.residual[i] < 0;
    }
    refresh(tau, total, belowOutside);
    for (int step = 0; step < limit; step++) {
      int leaving = -1;
      double best = 0;
      double sign = 0;
      double violation = 0;
      for (int j = 0; j < p; j++) {
        double multiplier = -Design.dot(pull, 0, vertex.edge[j]);
        double over = multiplier - tau;
        double under = tau - 1 - multiplier;
        double beyond = Math.max(over, under);
        if (beyond > TOLERANCE) {
          double score = beyond * beyond / Design.dot(vertex.edge[j], 0, vertex.edge[j]);
          if (score > best) {
            best = score;
            leaving = j;
            violation = beyond;
            sign = over > under ? 1 : -1;
          }
        }
      }
      if (leaving < 0) {
        System.arraycopy(coefficients, 0, answer, 0, p);
        return End.OPTIMAL;
      }
      if (!pivot(leaving, sign, violation, tau)) {
        return End.UNBOUNDED;
      }
      if (step % REFRESH == REFRESH - 1) {
        if (!vertex.invert()) {
          return End.LIMIT;
        }
        refresh(tau, total, belowOutside);
      }
    }
    return End.LIMIT;
  }

  private boolean pivot(int leaving, double sign, double violation, double tau) {
    double[] edge = vertex.edge[leaving];
    double least = 1e-9 * Math.sqrt(Design.dot(edge, 0, edge));
    int count = set.count;
    if (slopes.length < count) {
      slopes = new double[2 * count];
    }
    breakpoints.clear(count);
    double[] residual = set.residual;
    for (int i = 0; i < count; i++) {
      double z = -sign * Design.dot(set.x, i * p, edge);
      slopes[i] = z;
      if (!set.basic[i] && (set.below[i] ? z < -least : z > least)) {
        breakpoints.add(i, Math.max(0, residual[i] / z), Math.abs(z));
      }
    }
    int chosen = breakpoints.select(violation);
    if (chosen < 0) {
      for (int j = 0; j < p; j++) {
        escape[j] = -sign * edge[j];
      }
      escapeNeeds = violation;
      System.arraycopy(coefficients, 0, escapeFrom, 0, p);
      return false;
    }
    double t = breakpoints.t(chosen);
    int entering = breakpoints.index[chosen];
    for (int k = 0; k < chosen; k++) {
      int i = breakpoints.index[k];
      Design.add(pull, set.below[i] ? 1 : -1, set.x, i * p);
      set.below[i] = !set.below[i];
    }
    for (int i = 0; i < count; i++) {
      residual[i] -= t * slopes[i];
    }
    int left = basisAt[leaving];
    set.basic[left] = false;
    set.below[left] = sign < 0;
    residual[left] = sign * t;
    Design.add(pull, sign > 0 ? tau : tau - 1, set.x, left * p);
    Design.add(pull, set.below[entering] ? 1 - tau : -tau, set.x, entering * p);
    set.basic[entering] = true;
    set.below[entering] = false;
    residual[entering] = 0;
    basisAt[leaving] = entering;
    for (int j = 0; j < p; j++) {
      coefficients[j] -= sign * t * edge[j];
    }
    vertex.exchange(leaving, set.row[entering]);
    return true;
  }

  private void locateBasis() {
    Arrays.fill(basisAt, -1);
    for (int i = 0; i < set.count; i++) {
      if (set.basic[i]) {
        for (int j = 0; j < p; j++) {
          if (vertex.basis[j] == set.row[i]) {
            basisAt[j] = i;
          }
        }
      }
    }
  }

  private void refresh(double tau, double[] total, double[] belowOutside) {
    vertex.coefficients(y, coefficients);
    set.residuals(coefficients);
    for (int j = 0; j < p; j++) {
      pull[j] = tau * total[j] - belowOutside[j];
    }
    for (int i = 0; i < set.count; i++) {
      if (set.basic[i]) {
        Design.add(pull, -tau, set.x, i * p);
      } else if (set.below[i]) {
        Design.add(pull, -1, set.x, i * p);
      }
    }
  }
}

package org.waymark.growth.quantreg;

import java.util.Arrays;

/// Walks from one tau to the next: the rows that stay far above or far below count only by their
/// sums, so that each step costs little more than one look at every row.
///
/// Source: the preprocessing of Portnoy & Koenker (1997), Statistical Science 12(4), 279–300,
/// §5, with the neighbouring tau in place of their subsample. Departure: the problem of the
/// near rows is solved exactly by [Simplex] after [Approach], not by an interior point.
///
/// Not thread-safe: one walker a thread.
final class TauPath {

  private static final int ROUNDS = 60;

  private final Design design;
  private final double[] y;
  private final int n;
  private final int p;
  private final double[] residual;
  private final boolean[] below;
  private final boolean[] inside;
  private final double[] total;
  private final double[] lengths;
  private final double[] belowOutside;
  private final double[] sample;
  private final WorkingSet band;
  private final WorkingSet set;
  private final Vertex vertex;
  private final Approach approach;
  private final Simplex simplex;
  private final BasisChoice choice;
  private final Breakpoints crossings = new Breakpoints();

  /// @param lengths of the rows
  TauPath(Design design, double[] y, double[] total, double[] lengths) {
    this.lengths = lengths;
    this.design = design;
    this.y = y;
    this.n = design.rows();
    this.p = design.columns();
    this.residual = new double[n];
    this.below = new boolean[n];
    this.inside = new boolean[n];
    this.total = total;
    this.belowOutside = new double[p];
    this.sample = new double[Math.min(n, 1024)];
    this.band = new WorkingSet(design, y, Math.min(n, 1024));
    this.set = new WorkingSet(design, y, Math.min(n, 1024));
    this.vertex = new Vertex(design);
    this.approach = new Approach(p);
    this.simplex = new Simplex(design, y, set, vertex);
    this.choice = new BasisChoice(design);
  }

  int[] basis() {
    return vertex.basis;
  }

  /// Solves for one tau.
  ///
  /// @param coefficients where to begin; holds the solution afterwards
  /// @param share of the rows that the approach may move across
  /// @return false when the search didn't end
  boolean step(double tau, double[] coefficients, double share) {
    look(coefficients);
    int wanted = (int) Math.min(n, Math.max(60L * p, (long) (share * n)));
    if (wanted > 0.8 * n) {
      wanted = n;
    }
    double width = magnitude(wanted);
    band.clear();
    for (int i = 0; i < n; i++) {
      if (Math.abs(residual[i]) <= width * lengths[i]) {
        band.add(i, residual[i], below[i]);
        if (below[i]) {
          design.addTo(belowOutside, -1, i);
        }
      }
    }
    double reach = wanted == n ? magnitude(Math.max(1, n / 2)) : width;
    approach.run(
        tau, band, total, belowOutside, coefficients, Math.max(reach * Math.sqrt(p), 1e-9));
    gather(Math.min(band.count, Math.max(200, 48 * p)));
    if (!choice.choose(set, vertex)) {
      release();
      return false;
    }
    boolean solved = descend(tau, coefficients);
    release();
    return solved;
  }

  private boolean descend(double tau, double[] coefficients) {
    for (int round = 0; round < ROUNDS; round++) {
      Simplex.End end = simplex.run(tau, total, belowOutside, coefficients, 200 * p + set.count);
      if (end == Simplex.End.LIMIT) {
        return false;
      }
      if (end == Simplex.End.UNBOUNDED) {
        if (!crossed(simplex.escapeFrom) && !escape()) {
          return false;
        }
      } else if (!crossed(coefficients)) {
        return true;
      }
    }
    return false;
  }

  /// Residuals of all rows outside the working set; their sides as of these coefficients.
  private void look(double[] coefficients) {
    for (int i = 0; i < n; i++) {
      if (!inside[i]) {
        double r = y[i] - design.times(i, coefficients);
        residual[i] = r;
        boolean now = r < 0;
        if (now != below[i]) {
          below[i] = now;
          design.addTo(belowOutside, now ? 1 : -1, i);
        }
      }
    }
  }

  /// Adds the rows that changed sides behind the simplex's back.
  private boolean crossed(double[] coefficients) {
    int before = set.count;
    for (int i = 0; i < n; i++) {
      if (!inside[i]) {
        double r = y[i] - design.times(i, coefficients);
        if (r < 0 != below[i]) {
          if (below[i]) {
            design.addTo(belowOutside, -1, i);
          }
          set.add(i, r, r < 0);
          inside[i] = true;
        }
      }
    }
    return set.count > before;
  }

  /// The working set: the rows of the band nearest to where the approach ended.
  private void gather(int wanted) {
    double[] sizes = new double[band.count];
    for (int i = 0; i < band.count; i++) {
      sizes[i] = Math.abs(band.residual[i]) / lengths[band.row[i]];
    }
    double[] sorted = sizes.clone();
    Arrays.sort(sorted);
    double limit = sorted[wanted - 1];
    set.clear();
    for (int i = 0; i < band.count; i++) {
      int row = band.row[i];
      boolean now = band.residual[i] < 0;
      if (sizes[i] <= limit) {
        set.add(row, band.residual[i], now);
        inside[row] = true;
      } else {
        below[row] = now;
        if (now) {
          design.addTo(belowOutside, 1, row);
        }
      }
    }
  }

  /// Takes into the working set the rows that stop the simplex where its own rows couldn't.
  private boolean escape() {
    double[] from = simplex.escapeFrom;
    double[] along = simplex.escape;
    crossings.clear(n);
    double least = 1e-9 * Math.sqrt(Design.dot(along, 0, along));
    for (int i = 0; i < n; i++) {
      double z = design.times(i, along);
      if (Math.abs(z) > least) {
        double t = (y[i] - design.times(i, from)) / z;
        if (t > 0) {
          crossings.add(i, t, Math.abs(z));
        }
      }
    }
    int chosen = crossings.select(simplex.escapeNeeds);
    if (chosen < 0) {
      return false;
    }
    boolean grown = false;
    for (int k = 0; k <= chosen; k++) {
      int i = crossings.index[k];
      if (!inside[i]) {
        if (below[i]) {
          design.addTo(belowOutside, -1, i);
        }
        set.add(i, y[i] - design.times(i, from), below[i]);
        inside[i] = true;
        grown = true;
      }
    }
    return grown;
  }

  private void release() {
    for (int i = 0; i < set.count; i++) {
      int row = set.row[i];
      inside[row] = false;
      below[row] = set.below[i] && !set.basic[i];
      if (below[row]) {
        design.addTo(belowOutside, 1, row);
      }
    }
    set.clear();
  }

  /// About the size of the `wanted`-th smallest absolute residual over row length.
  private double magnitude(int wanted) {
    if (wanted >= n) {
      return Double.MAX_VALUE;
    }
    double step = (double) n / sample.length;
    for (int i = 0; i < sample.length; i++) {
      int row = (int) (i * step);
      sample[i] = Math.abs(residual[row]) / lengths[row];
    }
    Arrays.sort(sample);
    int place = (int) Math.ceil((double) wanted * sample.length / n);
    return sample[Math.min(sample.length - 1, place)];
  }
}

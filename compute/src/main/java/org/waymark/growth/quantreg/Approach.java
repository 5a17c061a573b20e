package org.waymark.growth.quantreg;

import java.util.Arrays;

/// The fast beginning of the search: Newton steps on a check loss whose corner is rounded over
/// ±h, h halved from step to step. It only chooses where the exact search begins.
///
/// Source: the finite smoothing of Chen (2007), J. Comput. Graph. Stat. 16(1), 136–164.
final class Approach {

  private final int p;
  private final double[] hessian;
  private final double[] gradient;
  private final double[] trial;

  Approach(int columns) {
    this.p = columns;
    this.hessian = new double[p * p];
    this.gradient = new double[p];
    this.trial = new double[columns];
  }

  /// Moves `coefficients`; leaves the residuals of the band at the place reached.
  ///
  /// @param belowOutside Σ x over the rows below that aren't in the band
  /// @param width largest absolute residual of the band
  void run(
      double tau,
      WorkingSet band,
      double[] total,
      double[] belowOutside,
      double[] coefficients,
      double width) {
    double h = width / 2;
    band.residuals(coefficients);
    for (int step = 0; step < 14; step++) {
      Arrays.fill(hessian, 0);
      for (int j = 0; j < p; j++) {
        gradient[j] = tau * total[j] - belowOutside[j];
      }
      int near = 0;
      double weight = 1 / (2 * h);
      for (int i = 0; i < band.count; i++) {
        double r = band.residual[i];
        if (r <= -h) {
          Design.add(gradient, -1, band.x, i * p);
        } else if (r < h) {
          near++;
          Design.add(gradient, -(0.5 - r * weight), band.x, i * p);
          Gram.add(hessian, weight, band.x, i * p, p);
        }
      }
      if (near < 2 * p) {
        return;
      }
      double ridge = 0;
      for (int j = 0; j < p; j++) {
        ridge += hessian[j * p + j];
      }
      for (int j = 0; j < p; j++) {
        hessian[j * p + j] += 1e-4 * ridge / p;
      }
      if (!Gram.solve(hessian, gradient, p)) {
        return;
      }
      System.arraycopy(coefficients, 0, trial, 0, p);
      double length = 0;
      for (int j = 0; j < p; j++) {
        length += gradient[j] * gradient[j];
      }
      // Whitened columns: the length is the root mean square change of the fitted values.
      double scale = Math.min(1, 2 * h / Math.sqrt(length));
      for (int j = 0; j < p; j++) {
        coefficients[j] += scale * gradient[j];
      }
      band.residuals(coefficients);
      if (near < 8 * p) {
        return;
      }
      if (scale == 1) {
        h /= 2;
      }
    }
  }
}

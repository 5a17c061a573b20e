/// How likely is an outcome, given numbers that were known before it, and how good is that
/// answer? The numeric kernel of `risk`: trees and their exact reasons, a second opinion,
/// calibration, skill with intervals, drift. It knows no table and no child; XGBoost, which
/// grows the trees, is known here and nowhere else.
@NullMarked
package org.waymark.risk.learning;

import org.jspecify.annotations.NullMarked;

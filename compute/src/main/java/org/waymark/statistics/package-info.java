/// How sure can we be? Tests, effect sizes and intervals that every measure uses alike.
///
/// Knows no table and no child: numbers in, numbers or a reason out.
@ApplicationModule(allowedDependencies = {})
@NullMarked
package org.waymark.statistics;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

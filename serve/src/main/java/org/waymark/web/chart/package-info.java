/// Figures drawn as SVG on the server: the same lines on the page, in print and in an e-mail.
///
/// Colors and type come from the style sheet by class; no chart carries a style of its own.
@NullMarked
package org.waymark.web.chart;

import org.jspecify.annotations.NullMarked;

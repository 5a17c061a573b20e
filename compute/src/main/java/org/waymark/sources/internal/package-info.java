/// The workings of the sources room; nobody outside it looks in here.
@NullMarked
package org.waymark.sources.internal;

import org.jspecify.annotations.NullMarked;

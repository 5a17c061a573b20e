/// How growth percentiles are read, written and put into tables.
@NullMarked
package org.waymark.growth.internal;

import org.jspecify.annotations.NullMarked;

/// Did last night work? Runs, their files, and what became of each row.
@NullMarked
package org.waymark.web.runs;

import org.jspecify.annotations.NullMarked;

/// How are our schools doing? Figures for people who see no student.
@NullMarked
package org.waymark.web.board;

import org.jspecify.annotations.NullMarked;

/// What does the proof of a model say: the same numbers for pages, model card and command line.
@NamedInterface("proof")
@NullMarked
package org.waymark.web.proof;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

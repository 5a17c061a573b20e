package org.waymark.access;

import java.io.Serial;
import java.io.Serializable;

/// A person whose password was right, or whom single sign-on vouches for.
///
/// @param epoch of the account; what is handed out now is void in a later one
/// @param hasSecondFactor whether a code is asked for as well
public record Account(Person person, int epoch, boolean hasSecondFactor) implements Serializable {

  @Serial
  private static final long serialVersionUID = 1L;
}

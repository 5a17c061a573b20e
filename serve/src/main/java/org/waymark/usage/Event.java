package org.waymark.usage;

import java.time.Instant;
import java.util.List;
import org.waymark.access.Person;

/// Something of the product was used. Holds no id, no search and no text: a pattern of a route
/// and names of filters.
///
/// @param place pattern of the route, such as `/students/{id}`
/// @param filters names of the filters that were set, never their values
public record Event(Person person, Instant at, Kind kind, String place, List<String> filters) {

  /// What was done.
  public enum Kind {
    /// A page was read.
    VIEW,
    /// A file was taken away.
    FILE,
    /// A program asked.
    API,
    /// A form was sent, and did what it was for.
    ACTION
  }

  public Event {
    filters = List.copyOf(filters);
  }
}

package org.waymark.post;

import java.net.URI;
import java.util.List;

/// A receiver of the district's own: a chat, a webhook, a ticket desk.
///
/// @param name what the settings call it; the outbox holds the name, never the address
/// @param url where it listens; knowing it may be enough to write there, so it is a secret
/// @param secret signs what a webhook gets, or is the token of a ticket desk; may be empty
/// @param schools ids in the roster; empty for news of all schools
public record Endpoint(String name, Channel channel, URI url, String secret, List<String> schools) {

  public Endpoint {
    schools = List.copyOf(schools);
  }

  /// Without what must not be in a log.
  @Override
  public String toString() {
    return channel.written() + " " + name;
  }
}

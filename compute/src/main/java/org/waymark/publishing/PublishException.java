package org.waymark.publishing;

/// The new numbers could not be published; the old ones are still up.
public final class PublishException extends RuntimeException {

  public PublishException(String message) {
    super(message);
  }

  public PublishException(String message, Throwable cause) {
    super(message, cause);
  }
}

package org.waymark.store;

/// The environment is wrong: the database is down, the disk is full, a port is taken. The message is one
/// line that says what to do; the command line ends with exit code 3.
public final class StoreException extends RuntimeException {

  public StoreException(String message) {
    super(message);
  }

  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}

package org.waymark.engine;

/// A model or a query that the engine refused. The message names the model and what the
/// engine said.
public final class EngineException extends RuntimeException {

  public EngineException(String message, Throwable cause) {
    super(message, cause);
  }

  public EngineException(String message) {
    super(message);
  }
}

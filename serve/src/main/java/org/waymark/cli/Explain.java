package org.waymark.cli;

import java.net.BindException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/// One line for people from whatever was thrown.
final class Explain {

  private Explain() {}

  static String line(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String message = String.valueOf(cause.getMessage());
      if (message.contains("No space left") || message.contains("Disk quota")) {
        return "the disk is full. Free some space and run again; the numbers before stay up.";
      }
      if (cause instanceof BindException
          || cause.getClass().getSimpleName().equals("PortInUseException")) {
        return "the port is taken. Choose another with --port, or end the program that holds it.";
      }
      if (cause instanceof FileAlreadyExistsException || cause instanceof NotDirectoryException) {
        return ((FileSystemException) cause).getFile() + " is a file; a folder is needed there.";
      }
      if (cause instanceof NoSuchFileException missing) {
        return missing.getFile() + " does not exist.";
      }
      if (cause instanceof AccessDeniedException denied) {
        return denied.getFile() + " may not be read or written by this user.";
      }
    }
    String message = failure.getMessage();
    return message == null
        ? "stopped by " + failure.getClass().getSimpleName()
        : message.lines().findFirst().orElse("");
  }
}

package org.waymark.publishing;

import java.sql.Connection;
import java.sql.SQLException;

/// Opens a connection as the owner of the published tables.
@FunctionalInterface
public interface PublishTarget {

  Connection open() throws SQLException;
}

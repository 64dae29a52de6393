package io.countersign.bench;

import java.sql.Connection;
import java.sql.SQLException;

/** Where connections come from; each is closed by whoever asked for it. */
@FunctionalInterface
public interface Connections {
    Connection getConnection() throws SQLException;
}

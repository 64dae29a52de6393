package io.countersign.tracking.control;

import io.countersign.platform.mlflow.MlflowException;
import io.countersign.tracking.entity.Param;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** Parameters: written once; the same value again is welcome, another one is refused. */
final class Params {
    private Params() {}

    /** @throws MlflowException when one of them has another value already */
    static void write(Connection connection, long run, String runId, Collection<Param> params) throws SQLException {
        if (params.isEmpty()) {
            return;
        }
        Map<String, String> sorted = new TreeMap<>();
        params.forEach(param -> sorted.put(param.key(), param.value()));
        String[] keys = sorted.keySet().toArray(String[]::new);
        String[] values = sorted.values().toArray(String[]::new);
        int inserted = Sql.update(
                connection,
                "INSERT INTO tracking.param (run, key, value) SELECT ?, key, value"
                        + " FROM unnest(?::text[], ?::text[]) AS p (key, value) ORDER BY key ON CONFLICT DO NOTHING",
                run,
                keys,
                values);
        if (inserted < keys.length) {
            refuseChanges(connection, run, runId, keys, values);
        }
    }

    private static void refuseChanges(Connection connection, long run, String runId, String[] keys, String[] values)
            throws SQLException {
        Sql.each(
                connection,
                "SELECT old.key, old.value, new.value FROM unnest(?::text[], ?::text[]) AS new (key, value)"
                        + " JOIN tracking.param old ON old.run = ? AND old.key = new.key"
                        + " WHERE old.value <> new.value ORDER BY old.key LIMIT 1",
                row -> {
                    throw MlflowException.invalid("Changing param values is not allowed. Param with key='"
                            + row.getString(1) + "' was already logged with value='" + row.getString(2)
                            + "' for run ID='" + runId + "'. Attempted logging new value '" + row.getString(3) + "'.");
                },
                keys,
                values,
                run);
    }
}

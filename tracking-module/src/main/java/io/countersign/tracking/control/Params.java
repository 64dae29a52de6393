package io.countersign.tracking.control;

import io.countersign.platform.mlflow.MlflowException;
import io.countersign.tracking.entity.Param;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;

/** Parameters: written once; the same value again is welcome, another one is refused. */
final class Params {
    private Params() {}

    /** By key, sorted. */
    static SortedMap<String, String> sorted(Collection<Param> params) {
        SortedMap<String, String> sorted = new TreeMap<>();
        params.forEach(param -> sorted.put(param.key(), param.value()));
        return sorted;
    }

    /** @throws MlflowException when one of them has another value than it has here */
    static void refuseChanges(Connection connection, long run, String runId, SortedMap<String, String> params)
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
                params.keySet().toArray(String[]::new),
                params.values().toArray(String[]::new),
                run);
    }
}

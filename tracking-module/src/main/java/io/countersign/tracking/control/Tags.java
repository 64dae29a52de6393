package io.countersign.tracking.control;

import io.countersign.tracking.entity.Tag;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Tags of runs and experiments: the last value wins. */
final class Tags {
    private Tags() {}

    /** Writes them, sorted; the tag that mirrors the run's name renames the run. */
    static void ofRun(Connection connection, long run, Collection<Tag> tags) throws SQLException {
        Map<String, String> sorted = sorted(tags);
        if (sorted.containsKey(Tag.RUN_NAME)) {
            Sql.update(connection, "UPDATE tracking.run SET name = ? WHERE id = ?", sorted.get(Tag.RUN_NAME), run);
        }
        write(connection, "tracking.tag (run", run, sorted);
    }

    static void ofExperiment(Connection connection, long experiment, Collection<Tag> tags) throws SQLException {
        write(connection, "tracking.experiment_tag (experiment", experiment, sorted(tags));
    }

    static List<Tag> ofExperiment(Connection connection, long experiment) throws SQLException {
        return Sql.list(
                connection,
                "SELECT key, value FROM tracking.experiment_tag WHERE experiment = ? ORDER BY key",
                row -> new Tag(row.getString(1), row.getString(2)),
                experiment);
    }

    /** By key, sorted; of several the last. */
    static SortedMap<String, String> sorted(Collection<Tag> tags) {
        SortedMap<String, String> sorted = new TreeMap<>();
        tags.forEach(tag -> sorted.put(tag.key(), tag.value()));
        return sorted;
    }

    private static void write(Connection connection, String table, long owner, Map<String, String> tags)
            throws SQLException {
        if (tags.isEmpty()) {
            return;
        }
        String ownerColumn = table.substring(table.indexOf('(') + 1);
        Sql.update(
                connection,
                "INSERT INTO " + table + ", key, value) SELECT ?, key, value"
                        + " FROM unnest(?::text[], ?::text[]) AS t (key, value) ORDER BY key"
                        + " ON CONFLICT (" + ownerColumn + ", key) DO UPDATE SET value = excluded.value",
                owner,
                tags.keySet().toArray(String[]::new),
                tags.values().toArray(String[]::new));
    }
}

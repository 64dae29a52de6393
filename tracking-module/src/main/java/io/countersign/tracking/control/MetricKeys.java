package io.countersign.tracking.control;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Numbers for metric names, so that points need no text. A number is kept for good, hence the cache; what another
 * transaction, or this one, has not committed yet never enters it.
 */
@ApplicationScoped
public class MetricKeys {
    private static final int MAX_CACHED = 100_000;
    private static final String SELECT = "SELECT name, id FROM tracking.metric_key WHERE name = ANY (?)";

    private final Map<String, Integer> known = new ConcurrentHashMap<>();

    /** The number of each name; new names get one, in the caller's transaction. */
    Map<String, Integer> numbers(Connection connection, Collection<String> names) throws SQLException {
        Map<String, Integer> numbers = new HashMap<>();
        SortedSet<String> missing = new TreeSet<>();
        for (String name : names) {
            Integer number = known.get(name);
            if (number == null) {
                missing.add(name);
            } else {
                numbers.put(name, number);
            }
        }
        if (!missing.isEmpty()) {
            numbers.putAll(look(connection, missing));
        }
        return numbers;
    }

    /** The number of each name, without the database; empty when one of them is not known here. */
    Optional<Map<String, Integer>> known(Collection<String> names) {
        Map<String, Integer> numbers = new HashMap<>();
        for (String name : names) {
            Integer number = known.get(name);
            if (number == null) {
                return Optional.empty();
            }
            numbers.put(name, number);
        }
        return Optional.of(numbers);
    }

    /** Looks up numbers by name, within one transaction. */
    @FunctionalInterface
    interface Numbers {
        /** 0 for a name that nobody ever logged. */
        int of(String name) throws SQLException;
    }

    /** The number of a name that is there already; 0 otherwise. */
    int number(Connection connection, String name) throws SQLException {
        Integer number = known.get(name);
        return number == null ? select(connection, new TreeSet<>(Set.of(name))).getOrDefault(name, 0) : number;
    }

    private Map<String, Integer> look(Connection connection, SortedSet<String> names) throws SQLException {
        Map<String, Integer> committed = select(connection, names);
        if (known.size() + committed.size() > MAX_CACHED) {
            known.clear();
        }
        Map<String, Integer> numbers = new HashMap<>(committed);
        SortedSet<String> fresh = new TreeSet<>(names);
        fresh.removeAll(committed.keySet());
        if (fresh.isEmpty()) {
            known.putAll(committed);
            return numbers;
        }
        Sql.update(
                connection,
                "INSERT INTO tracking.metric_key (name) SELECT unnest(?::text[]) ON CONFLICT DO NOTHING",
                (Object) fresh.toArray(String[]::new));
        numbers.putAll(select(connection, fresh));
        return numbers;
    }

    private static Map<String, Integer> select(Connection connection, SortedSet<String> names) throws SQLException {
        Map<String, Integer> found = new HashMap<>();
        Sql.each(connection, SELECT, row -> found.put(row.getString(1), row.getInt(2)), (Object)
                names.toArray(String[]::new));
        return found;
    }
}

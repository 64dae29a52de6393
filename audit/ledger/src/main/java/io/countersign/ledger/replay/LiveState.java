package io.countersign.ledger.replay;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** What the modules' live tables say. Reads them and nothing else: replay is the check that nobody wrote there unseen. */
final class LiveState {
    private static final Map<String, String> QUERIES = Map.of(
            EntryFacts.STAGE, """
                    SELECT m.name || '/' || v.number, v.stage
                    FROM registry.model_version v JOIN registry.registered_model m ON m.id = v.model_id
                    WHERE v.deleted_at IS NULL
                    """,
            EntryFacts.ALIAS, """
                    SELECT m.name || '@' || a.alias, a.version::text
                    FROM registry.model_alias a JOIN registry.registered_model m ON m.id = a.model_id
                    """,
            EntryFacts.PROMOTION, "SELECT id::text, state FROM approvals.promotion",
            EntryFacts.SIGN_OFF, "SELECT promotion_id || ':' || subject, meaning FROM approvals.sign_off");

    private LiveState() {}

    static State read(Connection connection) throws SQLException {
        State state = new State();
        try (Statement statement = connection.createStatement()) {
            for (Map.Entry<String, String> query : QUERIES.entrySet()) {
                try (ResultSet rows = statement.executeQuery(query.getValue())) {
                    while (rows.next()) {
                        state.put(query.getKey(), rows.getString(1), new State.Value(rows.getString(2), null));
                    }
                }
            }
        }
        return state;
    }

    static Iterable<String> aspects() {
        return QUERIES.keySet();
    }
}

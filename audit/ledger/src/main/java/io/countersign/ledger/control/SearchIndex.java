package io.countersign.ledger.control;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Makes sequenced entries searchable by their words, some at a time, behind the sequencer. */
final class SearchIndex {
    private static final long LOCK = 0x636f_756e_7465_74L;

    /**
     * By indexes, whatever the planner knows of the tables: the session keeps the plan of the insert, and one made for next to
     * no texts would read all of them for each entry when there are many.
     */
    private static final String ALONE =
            "SELECT pg_try_advisory_xact_lock(?), set_config('enable_seqscan', 'off', true)";

    /** The number is in the text, so that it is planned for that many entries and not for a share of the ledger. */
    private static final String INSERT = """
            INSERT INTO ledger.searchable (entry_id, leaf_index, words)
            SELECT l.entry_id, l.leaf_index, ledger.words(e.action, e.subject_kind, e.subject_id,
                (SELECT string_agg(d.text, ' ' ORDER BY d.name) FROM ledger.disclosure d WHERE d.entry_id = e.id))
            FROM ledger.leaf l JOIN ledger.entry e ON e.id = l.entry_id
            WHERE l.leaf_index > (SELECT coalesce(max(s.leaf_index), -1) FROM ledger.searchable s)
            ORDER BY l.leaf_index LIMIT %d
            ON CONFLICT DO NOTHING
            """;

    private final DataSource dataSource;
    private final int batch;
    private final String sql;

    /** @param batch most entries of one round */
    SearchIndex(DataSource dataSource, int batch) {
        this.dataSource = dataSource;
        this.batch = batch;
        this.sql = INSERT.formatted(batch);
    }

    /** One round, in a transaction of its own. @return whether more entries may wait */
    boolean round() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            boolean before = connection.getAutoCommit();
            connection.setAutoCommit(false);
            try {
                boolean more = alone(connection) && insert(connection) == batch;
                connection.commit();
                return more;
            } catch (SQLException | RuntimeException | Error failed) {
                connection.rollback();
                throw failed;
            } finally {
                connection.setAutoCommit(before);
            }
        }
    }

    private static boolean alone(Connection connection) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(ALONE)) {
            lock.setLong(1, LOCK);
            try (ResultSet row = lock.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private int insert(Connection connection) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            return insert.executeUpdate();
        }
    }
}

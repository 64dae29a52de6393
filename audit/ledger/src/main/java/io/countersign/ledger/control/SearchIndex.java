package io.countersign.ledger.control;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Makes sequenced entries searchable by their words, some at a time, behind the sequencer. */
final class SearchIndex {
    private static final long LOCK = 0x636f_756e_7465_74L;

    private final DataSource dataSource;
    private final int batch;

    /** @param batch most entries of one round */
    SearchIndex(DataSource dataSource, int batch) {
        this.dataSource = dataSource;
        this.batch = batch;
    }

    /** One round, in a transaction of its own. @return whether more entries may wait */
    boolean round() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement("""
                        INSERT INTO ledger.searchable (entry_id, leaf_index, words)
                        SELECT l.entry_id, l.leaf_index, ledger.words_of(l.entry_id)
                        FROM ledger.leaf l JOIN ledger.entry e ON e.id = l.entry_id
                        WHERE l.leaf_index > (SELECT coalesce(max(s.leaf_index), -1) FROM ledger.searchable s)
                          AND pg_try_advisory_xact_lock(%d)
                        ORDER BY l.leaf_index LIMIT ?
                        ON CONFLICT DO NOTHING
                        """.formatted(LOCK))) {
            insert.setInt(1, batch);
            return insert.executeUpdate() == batch;
        }
    }
}

package io.countersign.ledger.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchIndexIT {
    private static final int ENTRIES = 300;

    @TempDir
    Path directory;

    /** The session keeps the plan of the insert, also one that was made when there was next to nothing. */
    @Test
    void aPlanMadeForAnEmptyLedgerDoesNotReadAllTextsForEachEntry() throws Exception {
        TestLedger ledger = new TestLedger(directory);
        Sequencer sequencer = ledger.sequencer(1_000);
        try (Connection early = ledger.database.application().getConnection();
                Connection owner = ledger.database.owner().getConnection();
                Statement analysis = owner.createStatement()) {
            SearchIndex index = new SearchIndex(OneConnection.of(early), 1_000);
            for (int i = 0; i < 10; i++) {
                ledger.append("early-" + i);
                sequencer.tick();
                analysis.execute("VACUUM (ANALYZE) ledger.entry, ledger.leaf, ledger.disclosure");
                index.round();
            }
            for (int i = 0; i < ENTRIES; i++) {
                ledger.append("late-" + i);
            }
            sequencer.tick();
            long before = textsReadFromEndToEnd(early);
            index.round();
            assertThat(ledger.count("SELECT count(*) FROM ledger.searchable")).isEqualTo(10 + ENTRIES);
            assertThat(textsReadFromEndToEnd(early) - before).isLessThan(ENTRIES);
        }
    }

    private static long textsReadFromEndToEnd(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_stat_force_next_flush()");
            try (ResultSet row =
                    statement.executeQuery("SELECT pg_stat_get_tuples_returned('ledger.disclosure'::regclass)")) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}

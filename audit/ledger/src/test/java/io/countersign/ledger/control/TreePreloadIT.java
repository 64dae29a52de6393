package io.countersign.ledger.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreePreloadIT {
    private static final String TREE = """
            INSERT INTO ledger.leaf
            SELECT n, ('01890000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, sha256(int8send(n))
            FROM generate_series(%d, %d) AS n
            """;

    @TempDir
    Path directory;

    @Test
    void newestLeavesAreReadOnceForEachStartOfTheDatabase() throws Exception {
        AtomicReference<DataSource> present = new AtomicReference<>();
        TreePreload preload = new TreePreload(whicheverIs(present), 500, 100);
        try (BenchDatabase database = BenchDatabase.forFilling(directory)) {
            present.set(database.application());
            database.asSuperuser(TREE.formatted(0, 599));
            assertThat(preload.round()).isTrue();
            assertThat(preload.unread()).isEqualTo(400);
            readToTheEnd(preload);
            assertThat(preload.found()).isEqualTo(500);
            assertThat(preload.unread()).isZero();

            database.asSuperuser(TREE.formatted(600, 799));
            assertThat(preload.round())
                    .as("what was appended since is in memory")
                    .isFalse();
            assertThat(preload.found()).isEqualTo(500);
        }
        try (BenchDatabase database = BenchDatabase.forFilling(directory)) {
            present.set(database.application());
            assertThat(preload.round()).isTrue();
            assertThat(preload.unread()).isEqualTo(400);
            readToTheEnd(preload);
            assertThat(preload.found()).isEqualTo(500);
        }
    }

    /** The session keeps plans, also those that were made when there was next to nothing. */
    @Test
    void aPieceIsReadByTheIndexes() throws Exception {
        TestLedger ledger = new TestLedger(directory);
        ledger.asSuperuser(TREE.formatted(0, 9), "ANALYZE ledger.leaf");
        try (Connection connection = ledger.database.application().getConnection()) {
            DataSource one = OneConnection.of(connection);
            for (int i = 0; i < 10; i++) {
                readToTheEnd(new TreePreload(one, 1_000, 100));
            }
            ledger.asSuperuser(TREE.formatted(10, 999));
            long before = leavesReadFromEndToEnd(connection);
            readToTheEnd(new TreePreload(one, 1_000, 100));
            assertThat(leavesReadFromEndToEnd(connection)).isEqualTo(before);
        }
    }

    private static void readToTheEnd(TreePreload preload) throws Exception {
        for (boolean more = true; more; ) {
            more = preload.round();
        }
    }

    private static long leavesReadFromEndToEnd(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_stat_force_next_flush()");
            try (ResultSet row =
                    statement.executeQuery("SELECT pg_stat_get_tuples_returned('ledger.leaf'::regclass)")) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** The database has another address after each start. */
    private static DataSource whicheverIs(AtomicReference<DataSource> present) {
        return (DataSource) Proxy.newProxyInstance(
                TreePreloadIT.class.getClassLoader(), new Class<?>[] {DataSource.class}, (self, method, arguments) -> {
                    try {
                        return method.invoke(present.get(), arguments);
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                });
    }
}

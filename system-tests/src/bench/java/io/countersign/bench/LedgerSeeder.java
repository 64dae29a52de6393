package io.countersign.bench;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import io.countersign.verifier.EntryActor;
import io.countersign.verifier.EntryContent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongConsumer;

/**
 * Appends entries in bulk, ten thousand in a transaction, as the application role and in the ledger's own form: a running
 * server sequences them like any others. Their action is {@code seed.made}, so that nobody takes them for acts.
 */
public final class LedgerSeeder {
    private static final int CHUNK = 10_000;
    private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();
    private static final EntryActor ACTOR =
            new EntryActor("system", "system:seed", "seed", "system", null, null, null);

    private final Connections application;

    /** @param application connections as the application role */
    public LedgerSeeder(Connections application) {
        this.application = application;
    }

    /** @param progress is told the number of entries made since the last call */
    public void entries(long count, LongConsumer progress) throws SQLException {
        for (long made = 0; made < count; made += CHUNK) {
            int chunk = (int) Math.min(CHUNK, count - made);
            append(made, chunk);
            progress.accept(chunk);
        }
    }

    private void append(long first, int count) throws SQLException {
        try (Connection connection = application.getConnection()) {
            connection.setAutoCommit(false);
            Transaction transaction = transaction(connection);
            try (PreparedStatement insert = connection.prepareStatement("""
                    INSERT INTO ledger.entry (id, canonical, epoch, at, action, subject_kind, subject_id, actor, request_id)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """)) {
                for (long n = first; n < first + count; n++) {
                    add(insert, transaction, n);
                }
                insert.executeBatch();
            }
            connection.commit();
        }
    }

    private static void add(PreparedStatement insert, Transaction transaction, long n) throws SQLException {
        UUID id = IDS.generate();
        Instant at = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        String subject = "seeded-" + n % 1000;
        EntryContent content = new EntryContent(
                id,
                at,
                ACTOR,
                "seed.made",
                "seed",
                subject,
                Map.of("number", Long.toString(n)),
                Map.of(),
                "seed",
                null,
                transaction.xid(),
                transaction.epoch());
        insert.setObject(1, id);
        insert.setBytes(2, content.canonicalBytes());
        insert.setLong(3, transaction.epoch());
        insert.setObject(4, at.atOffset(ZoneOffset.UTC));
        insert.setString(5, "seed.made");
        insert.setString(6, "seed");
        insert.setString(7, subject);
        insert.setString(8, ACTOR.subject());
        insert.setString(9, "seed");
        insert.addBatch();
    }

    private static Transaction transaction(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT pg_current_xact_id()::text, epoch FROM ledger.epoch
                        WHERE system_identifier = (pg_control_system()).system_identifier
                        """)) {
            if (!row.next()) {
                throw new SQLException("start the server once: the ledger has not begun in this database");
            }
            return new Transaction(row.getString(1), row.getLong(2));
        }
    }

    private record Transaction(String xid, long epoch) {}
}

package io.countersign.ledger.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.countersign.audit.AuditEvent;
import io.countersign.audit.EntryId;
import io.countersign.audit.Subject;
import io.countersign.verifier.CanonicalJson;
import io.countersign.verifier.Commitment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AppendOnlyIT {
    @TempDir
    Path directory;

    private TestLedger ledger;

    @BeforeEach
    void ledgerWithOneLeaf() throws Exception {
        ledger = new TestLedger(directory);
        ledger.append("one");
        ledger.append("two");
        ledger.sequencer(10).tick();
    }

    @ParameterizedTest
    @ValueSource(strings = {"epoch", "entry", "disclosure", "leaf", "node", "checkpoint"})
    void applicationMayNeitherUpdateNorDeleteNorTruncate(String table) {
        assertRefused(ledger.database.application(), "DELETE FROM ledger." + table, "permission denied");
        assertRefused(ledger.database.application(), "TRUNCATE ledger." + table + " CASCADE", "permission denied");
        assertRefused(
                ledger.database.application(),
                "UPDATE ledger." + table + " SET " + columnOf(table) + " = " + columnOf(table),
                "permission denied");
    }

    @ParameterizedTest
    @ValueSource(strings = {"epoch", "entry", "leaf", "node", "checkpoint"})
    void triggersRefuseEvenTheOwner(String table) {
        assertRefused(ledger.database.owner(), "DELETE FROM ledger." + table, "append-only");
        assertRefused(ledger.database.owner(), "TRUNCATE ledger." + table + " CASCADE", "append-only");
        assertRefused(
                ledger.database.owner(),
                "UPDATE ledger." + table + " SET " + columnOf(table) + " = " + columnOf(table),
                "append-only");
    }

    @Test
    void textStandsBesideTheEntryThatItCameWithOrIsRefused() throws SQLException {
        assertRefused(ledger.database.application(), """
                INSERT INTO ledger.disclosure (entry_id, name, text, salt)
                SELECT id, 'stray', 'text', decode(repeat('00', 32), 'hex') FROM ledger.entry
                """, "permission denied");
        assertThat(ledger.count("SELECT count(*) FROM ledger.disclosure WHERE name = 'stray'"))
                .isZero();
    }

    @Test
    void saltThatIsTooShortIsRefusedWithItsEntry() throws SQLException {
        String append = """
                SELECT ledger.append(gen_random_uuid(), '{', ',', ',', 'a.b', 'kind', 'subject', 'who', NULL, 'request', NULL,
                    '{reason}', '{salted}', ARRAY[decode(repeat('00', %d), 'hex')])
                """;
        assertRefused(ledger.database.application(), append.formatted(31), "violates check constraint");
        assertThat(ledger.count("SELECT count(*) FROM ledger.entry WHERE action = 'a.b'"))
                .isZero();
        execute(ledger.database.application(), append.formatted(32));
        assertThat(ledger.count("SELECT count(*) FROM ledger.disclosure WHERE text = 'salted'"))
                .isEqualTo(1);
    }

    @Test
    void applicationCannotSayWhichTransactionWrote() {
        assertRefused(ledger.database.application(), """
                INSERT INTO ledger.entry (id, canonical, xid, epoch, at, action, subject_kind, subject_id, actor, request_id)
                SELECT gen_random_uuid(), canonical, '3', epoch, at, action, subject_kind, subject_id, actor, request_id
                FROM ledger.entry LIMIT 1
                """, "permission denied");
    }

    @Test
    void personDataStandsBesideTheBytesBoundByCommitments() throws Exception {
        EntryId entry = ledger.append("three");
        try (Connection connection = ledger.database.application().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        SELECT d.name, d.text, d.salt, e.canonical, e.xid::text
                        FROM ledger.disclosure d JOIN ledger.entry e ON e.id = d.entry_id
                        WHERE e.id = '%s' ORDER BY d.name
                        """.formatted(entry))) {
            StringBuilder names = new StringBuilder();
            while (rows.next()) {
                String canonical = new String(rows.getBytes(4), StandardCharsets.UTF_8);
                String commitment = Commitment.of(rows.getBytes(3), rows.getString(1), rows.getString(2));
                assertThat(canonical)
                        .contains("\"" + rows.getString(1) + "\":\"" + commitment + "\"")
                        .contains("\"xid\":\"" + rows.getString(5) + "\"")
                        .doesNotContain(rows.getString(2));
                names.append(rows.getString(1)).append(' ');
            }
            assertThat(names).hasToString("actor.address actor.name reason ");
        }
    }

    @Test
    void bytesThatTheDatabaseStampedAreCanonical() throws Exception {
        EntryId entry = ledger.append("\"four\" \u00e9\u20ac");
        try (Connection connection = ledger.database.application().getConnection();
                ResultSet row = connection.createStatement().executeQuery("""
                        SELECT canonical, xid::text, epoch::text,
                               to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
                        FROM ledger.entry WHERE id = '%s'
                        """.formatted(entry))) {
            row.next();
            JsonNode read = new ObjectMapper().readTree(row.getBytes(1));
            assertThat(row.getBytes(1))
                    .isEqualTo(CanonicalJson.bytes(
                            new ObjectMapper().convertValue(read, new TypeReference<Map<String, Object>>() {})));
            assertThat(List.of(
                            read.path("xid").textValue(),
                            read.path("epoch").textValue(),
                            read.path("at").textValue()))
                    .isEqualTo(List.of(row.getString(2), row.getString(3), row.getString(4)));
            assertThat(read.path("id").textValue()).isEqualTo(entry.toString());
        }
    }

    @Test
    void aSessionWhoseFirstEntryIsRolledBackStampsTheNextOneAsWell() throws Exception {
        try (Connection connection = ledger.database.application().getConnection()) {
            connection.setAutoCommit(false);
            EntryWriter writer = new EntryWriter();
            EntryId gone = writer.append(connection, TestLedger.person(), TestLedger.sealed("gone"));
            connection.rollback();
            EntryId kept = writer.append(connection, TestLedger.person(), TestLedger.sealed("kept"));
            EntryId beside = writer.append(connection, TestLedger.person(), TestLedger.sealed("beside"));
            connection.commit();
            assertThat(ledger.count("""
                    SELECT count(*) FROM ledger.entry e JOIN ledger.epoch p USING (epoch)
                    WHERE e.id IN ('%s', '%s') AND p.system_identifier = (SELECT system_identifier FROM pg_control_system())
                    """.formatted(kept, beside))).isEqualTo(2);
            assertThat(ledger.count("SELECT count(*) FROM ledger.disclosure WHERE entry_id = '%s'".formatted(gone)))
                    .isZero();
        }
    }

    @Test
    void factWithoutExactJsonFormIsRefused() throws Exception {
        AuditEvent event = AuditEvent.of("run.sealed", new Subject("run", "r"))
                .fact("auc", 0.5)
                .build();
        try (Connection connection = ledger.database.application().getConnection()) {
            connection.setAutoCommit(false);
            assertThatThrownBy(() -> new EntryWriter().append(connection, TestLedger.person(), event))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("facts.auc");
        }
    }

    private static void assertRefused(DataSource dataSource, String sql, String reason) {
        assertThatThrownBy(() -> execute(dataSource, sql))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining(reason);
    }

    private static void execute(DataSource dataSource, String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String columnOf(String table) {
        return switch (table) {
            case "epoch" -> "began_at";
            case "entry" -> "canonical";
            case "disclosure" -> "text";
            case "leaf" -> "leaf_hash";
            case "node" -> "hash";
            default -> "note";
        };
    }
}

package io.countersign.ledger.control;

import io.countersign.audit.AuditEvent;
import io.countersign.audit.EntryId;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.id.Ids;
import io.countersign.verifier.Commitment;
import io.countersign.verifier.EntryContent;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes one entry and its disclosures in the transaction of the given connection. */
final class EntryWriter {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int LONGEST = 65_535;

    /** Which transaction writes, in which life of the cluster, at what time by the database's clock. */
    private record Stamp(String xid, long epoch, Instant at) {}

    /** A text beside the entry, with the salt of its commitment. */
    private record Disclosure(String text, byte[] salt) {
        String commitment(String name) {
            return Commitment.of(salt, name, text);
        }
    }

    /**
     * @throws IllegalArgumentException when the facts have no canonical form
     * @throws SQLException also when this life of the cluster has no epoch yet, see {@link Epochs}
     */
    EntryId append(Connection connection, Actor actor, AuditEvent event) throws SQLException {
        Map<String, Disclosure> disclosures = disclosures(actor, event);
        Map<String, String> commitments = new TreeMap<>();
        disclosures.forEach((name, disclosure) -> commitments.put(name, disclosure.commitment(name)));
        Stamp stamp = stamp(connection);
        EntryContent content = new EntryContent(
                Ids.next(),
                stamp.at(),
                Actors.hashed(actor),
                event.action(),
                event.subject().kind(),
                event.subject().id(),
                event.facts(),
                commitments,
                actor.requestId(),
                causeOf(event),
                stamp.xid(),
                stamp.epoch());
        insertEntry(connection, content, whole(content));
        insertDisclosures(connection, content.id(), disclosures);
        return new EntryId(content.id());
    }

    private static Map<String, Disclosure> disclosures(Actor actor, AuditEvent event) {
        Map<String, Disclosure> disclosures = new TreeMap<>();
        event.disclosures().forEach((name, text) -> {
            if (name.startsWith(Actors.PREFIX)) {
                throw new IllegalArgumentException(
                        "names of disclosures below " + Actors.PREFIX + " are taken: " + name);
            }
            disclosures.put(name, new Disclosure(storable(text), Commitment.newSalt(RANDOM)));
        });
        Actors.disclosed(actor)
                .forEach((name, text) ->
                        disclosures.put(name, new Disclosure(storable(text), Commitment.newSalt(RANDOM))));
        return disclosures;
    }

    /** PostgreSQL has no U+0000 in text; the commitment is over what is stored. */
    private static String storable(String text) {
        return text.replace('\0', '\uFFFD');
    }

    private static @Nullable UUID causeOf(AuditEvent event) {
        EntryId cause = event.cause();
        return cause == null ? null : cause.value();
    }

    private static Stamp stamp(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT pg_current_xact_id()::text, e.epoch, clock_timestamp()
                        FROM ledger.epoch e
                        WHERE e.system_identifier = (pg_control_system()).system_identifier
                        """)) {
            if (!row.next()) {
                throw new SQLException("the ledger has not begun in this database cluster");
            }
            OffsetDateTime at = row.getObject(3, OffsetDateTime.class);
            return new Stamp(row.getString(1), row.getLong(2), at.toInstant().truncatedTo(ChronoUnit.MILLIS));
        }
    }

    /** An entry travels in bundles with a length of two bytes (C2SP tlog-tiles). */
    private static byte[] whole(EntryContent content) {
        byte[] canonical = content.canonicalBytes();
        if (canonical.length > LONGEST) {
            throw new IllegalArgumentException("the entry " + content.action() + " has " + canonical.length
                    + " bytes, more than " + LONGEST + ": its facts are too long");
        }
        return canonical;
    }

    private static void insertEntry(Connection connection, EntryContent content, byte[] canonical) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO ledger.entry (id, canonical, epoch, at, action, subject_kind, subject_id, actor,
                                          accountable, request_id, cause)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)) {
            insert.setObject(1, content.id());
            insert.setBytes(2, canonical);
            insert.setLong(3, content.epoch());
            insert.setObject(4, content.at().atOffset(ZoneOffset.UTC));
            insert.setString(5, content.action());
            insert.setString(6, content.subjectKind());
            insert.setString(7, content.subjectId());
            insert.setString(8, content.actor().subject());
            insert.setString(9, content.actor().accountable());
            insert.setString(10, content.requestId());
            insert.setObject(11, content.cause());
            insert.executeUpdate();
        }
    }

    private static void insertDisclosures(Connection connection, UUID entry, Map<String, Disclosure> disclosures)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO ledger.disclosure (entry_id, name, text, salt) VALUES (?, ?, ?, ?)")) {
            for (Map.Entry<String, Disclosure> disclosure : disclosures.entrySet()) {
                insert.setObject(1, entry);
                insert.setString(2, disclosure.getKey());
                insert.setString(3, disclosure.getValue().text());
                insert.setBytes(4, disclosure.getValue().salt());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}

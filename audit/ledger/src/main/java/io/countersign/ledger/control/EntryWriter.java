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
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes one entry and its disclosures in the transaction of the given connection. */
final class EntryWriter {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int LONGEST = 65_535;

    /**
     * One round trip for entry and disclosures: the database puts its time, epoch and transaction id into the bytes. It is what
     * an act pays for its entry, while it holds its locks.
     */
    private static final String APPEND =
            "SELECT ledger.append(?::uuid, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::uuid, ?::text[], ?::text[], ?::bytea[])";

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
        EntryContent content = new EntryContent(
                Ids.next(),
                Instant.EPOCH,
                Actors.hashed(actor),
                event.action(),
                event.subject().kind(),
                event.subject().id(),
                event.facts(),
                commitments,
                actor.requestId(),
                causeOf(event),
                "",
                0);
        insert(connection, content, disclosures);
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

    /** An entry travels in bundles with a length of two bytes (C2SP tlog-tiles). */
    private static EntryContent.Unstamped fitting(EntryContent content) {
        EntryContent.Unstamped bytes = content.unstamped();
        if (bytes.longest() > LONGEST) {
            throw new IllegalArgumentException("the entry " + content.action() + " has up to " + bytes.longest()
                    + " bytes, more than " + LONGEST + ": its facts are too long");
        }
        return bytes;
    }

    private static void insert(Connection connection, EntryContent content, Map<String, Disclosure> disclosures)
            throws SQLException {
        EntryContent.Unstamped bytes = fitting(content);
        try (PreparedStatement insert = connection.prepareStatement(APPEND)) {
            insert.setObject(1, content.id());
            insert.setBytes(2, bytes.beforeAt());
            insert.setBytes(3, bytes.beforeEpoch());
            insert.setBytes(4, bytes.beforeXid());
            insert.setString(5, content.action());
            insert.setString(6, content.subjectKind());
            insert.setString(7, content.subjectId());
            insert.setString(8, content.actor().subject());
            insert.setString(9, content.actor().accountable());
            insert.setString(10, content.requestId());
            insert.setObject(11, content.cause());
            setDisclosures(connection, insert, disclosures);
            insert.execute();
        }
    }

    private static void setDisclosures(
            Connection connection, PreparedStatement insert, Map<String, Disclosure> disclosures) throws SQLException {
        List<String> texts = new ArrayList<>();
        List<byte[]> salts = new ArrayList<>();
        disclosures.values().forEach(each -> {
            texts.add(each.text());
            salts.add(each.salt());
        });
        insert.setArray(
                12, connection.createArrayOf("text", disclosures.keySet().toArray()));
        insert.setArray(13, connection.createArrayOf("text", texts.toArray()));
        insert.setArray(14, connection.createArrayOf("bytea", salts.toArray(new byte[0][])));
    }
}

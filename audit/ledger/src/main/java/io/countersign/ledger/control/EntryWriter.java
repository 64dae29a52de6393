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
import java.util.Iterator;
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
        Map<String, String> texts = new TreeMap<>(Actors.disclosed(actor));
        event.disclosures().forEach((name, text) -> {
            if (name.startsWith(Actors.PREFIX)) {
                throw new IllegalArgumentException(
                        "names of disclosures below " + Actors.PREFIX + " are taken: " + name);
            }
            texts.put(name, text);
        });
        Iterator<byte[]> salts = Commitment.newSalts(RANDOM, texts.size()).iterator();
        Map<String, Disclosure> disclosures = new TreeMap<>();
        texts.forEach((name, text) -> disclosures.put(name, new Disclosure(storable(text), salts.next())));
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
            setDisclosures(insert, disclosures);
            insert.execute();
        }
    }

    /** Arrays as they are: the driver sends them in their binary form, without an object of the connection for each. */
    private static void setDisclosures(PreparedStatement insert, Map<String, Disclosure> disclosures)
            throws SQLException {
        String[] texts = new String[disclosures.size()];
        byte[][] salts = new byte[disclosures.size()][];
        int next = 0;
        for (Disclosure each : disclosures.values()) {
            texts[next] = each.text();
            salts[next++] = each.salt();
        }
        insert.setObject(12, disclosures.keySet().toArray(String[]::new));
        insert.setObject(13, texts);
        insert.setObject(14, salts);
    }
}

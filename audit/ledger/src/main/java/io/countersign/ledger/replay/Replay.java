package io.countersign.ledger.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Compares the live tables with what the ledger's entries make of them, in one snapshot of the database. Finds whoever
 * changed a table without an entry, and whoever changed an entry. What it keeps in memory grows with the acts of registry
 * and approvals, not with runs and reads.
 */
public final class Replay {
    private static final int FETCH = 1_000;
    private static final int MOST_DIFFERENCES = 1_000;

    private final List<ReplayReport.Difference> differences = new ArrayList<>();
    private long differenceCount;
    private long entries;

    private Replay() {}

    /**
     * Reads and compares; changes nothing.
     *
     * @param connection without a transaction under way; one that only reads is opened and ended
     */
    public static ReplayReport check(Connection connection) throws SQLException {
        boolean autoCommit = connection.getAutoCommit();
        connection.setAutoCommit(false);
        try (PreparedStatement snapshot =
                connection.prepareStatement("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")) {
            snapshot.execute();
            return new Replay().compare(connection);
        } finally {
            connection.rollback();
            connection.setAutoCommit(autoCommit);
        }
    }

    private ReplayReport compare(Connection connection) throws SQLException {
        List<Told> told = read(connection);
        Collections.sort(told);
        State ledger = new State();
        told.forEach(ledger::apply);
        State live = LiveState.read(connection);
        Map<String, Long> compared = new TreeMap<>();
        for (String aspect : LiveState.aspects()) {
            compared.put(aspect, compare(aspect, ledger.aspect(aspect), live.aspect(aspect)));
        }
        return new ReplayReport(differenceCount == 0, entries, compared, differenceCount, differences);
    }

    private long compare(String aspect, Map<String, State.Value> ledger, Map<String, State.Value> live) {
        TreeSet<String> subjects = new TreeSet<>(ledger.keySet());
        subjects.addAll(live.keySet());
        for (String subject : subjects) {
            State.Value said = ledger.get(subject);
            State.Value is = live.get(subject);
            String saidText = said == null ? null : said.text();
            String isText = is == null ? null : is.text();
            if (!Objects.equals(saidText, isText)) {
                differ(aspect, subject, saidText, isText, said == null ? null : said.entryId());
            }
        }
        return subjects.size();
    }

    private List<Told> read(Connection connection) throws SQLException {
        List<Told> told = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("""
                SELECT e.id, e.canonical, l.leaf_hash
                FROM ledger.entry e LEFT JOIN ledger.leaf l ON l.entry_id = e.id
                """)) {
            select.setFetchSize(FETCH);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    entries++;
                    told.addAll(told(rows.getString(1), rows.getBytes(2), rows.getBytes(3)));
                }
            }
        }
        return told;
    }

    private List<Told> told(String id, byte[] canonical, byte @Nullable [] leafHash) {
        try {
            if (leafHash != null && !MessageDigest.isEqual(leafHash, leafHash(canonical))) {
                differ("entry", id, "the entry of its leaf", "another one", id);
            }
            return EntryFacts.of(canonical);
        } catch (JsonProcessingException | DateTimeException noEntry) {
            differ("entry", id, "an entry", "what cannot be read", id);
            return List.of();
        }
    }

    private void differ(
            String aspect, String subject, @Nullable String ledger, @Nullable String live, @Nullable String entryId) {
        differenceCount++;
        if (differences.size() < MOST_DIFFERENCES) {
            differences.add(new ReplayReport.Difference(aspect, subject, ledger, live, entryId));
        }
    }

    /** As RFC 6962 has it; here once more, because the run command carries no other class of the ledger along. */
    private static byte[] leafHash(byte[] canonical) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((byte) 0);
            return digest.digest(canonical);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}

package io.countersign.ledger.control;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Numbers of the leaves that an export holds, handed out in chunks, in their order. Bounded memory. */
final class ChosenLeaves {
    static final int CHUNK = 500;

    private final DataSource dataSource;

    ChosenLeaves(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Takes chunks of at most {@link #CHUNK} leaf numbers. */
    @FunctionalInterface
    interface Taker {
        void take(List<Long> leaves) throws SQLException, IOException;
    }

    /** Every leaf from one to before the other. */
    static void all(long from, long to, Taker taker) throws SQLException, IOException {
        for (long next = from; next < to; next += CHUNK) {
            List<Long> chunk = new ArrayList<>(CHUNK);
            for (long leaf = next; leaf < Math.min(next + CHUNK, to); leaf++) {
                chunk.add(leaf);
            }
            taker.take(chunk);
        }
    }

    /** Those before {@code size} whose entries match: by a cursor, in a transaction that only reads and so holds nobody back. */
    void matching(EntryFilter filter, long size, Taker taker) throws SQLException, IOException {
        EntryConditions conditions = new EntryConditions(filter);
        try (Connection connection = dataSource.getConnection()) {
            boolean before = connection.getAutoCommit();
            connection.setAutoCommit(false);
            try (PreparedStatement select = connection.prepareStatement("""
                    SELECT l.leaf_index FROM ledger.entry e JOIN ledger.leaf l ON l.entry_id = e.id
                    WHERE %s AND l.leaf_index < ? ORDER BY l.leaf_index
                    """.formatted(conditions.sql()))) {
                select.setLong(conditions.set(select), size);
                select.setFetchSize(CHUNK);
                try (ResultSet rows = select.executeQuery()) {
                    hand(rows, taker);
                }
            } finally {
                connection.rollback();
                connection.setAutoCommit(before);
            }
        }
    }

    private static void hand(ResultSet rows, Taker taker) throws SQLException, IOException {
        List<Long> chunk = new ArrayList<>(CHUNK);
        while (rows.next()) {
            chunk.add(rows.getLong(1));
            if (chunk.size() == CHUNK) {
                taker.take(chunk);
                chunk = new ArrayList<>(CHUNK);
            }
        }
        if (!chunk.isEmpty()) {
            taker.take(chunk);
        }
    }

    /** First and after-last leaf, before {@code size}, of the entries of a period; twice the same number when there is none. */
    long[] bounds(EntryFilter period, long size) throws SQLException {
        EntryConditions conditions = new EntryConditions(period);
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement("""
                        SELECT coalesce(min(l.leaf_index), 0), coalesce(max(l.leaf_index) + 1, 0)
                        FROM ledger.entry e JOIN ledger.leaf l ON l.entry_id = e.id WHERE %s AND l.leaf_index < ?
                        """.formatted(conditions.sql()))) {
            select.setLong(conditions.set(select), size);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return new long[] {row.getLong(1), row.getLong(2)};
            }
        }
    }
}

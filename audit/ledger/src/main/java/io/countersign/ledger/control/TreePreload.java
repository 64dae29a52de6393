package io.countersign.ledger.control;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the tree once, from its newest leaves back, whenever the database has started: a proof then finds in memory what it would
 * wait for block by block. Ordinary statements, each over some leaves and followed by a pause as long as itself, so that they take
 * from nobody; nothing of what is read is kept here.
 */
final class TreePreload {
    private static final Logger LOG = LoggerFactory.getLogger(TreePreload.class);
    private static final UUID LAST = new UUID(-1, -1);

    /** By indexes, which are to be read as well, whatever the planner thinks of that. */
    private static final String BY_INDEXES = """
            SELECT set_config('enable_seqscan', 'off', true), set_config('enable_sort', 'off', true),
                (SELECT coalesce(max(leaf_index) + 1, 0) FROM ledger.leaf)
            """;

    /** Nodes are few, and every proof needs some. */
    private static final String NODES = "SELECT count(hash) FROM ledger.node WHERE level > 0";

    private static final String LEAVES =
            "SELECT count(leaf_hash) FROM ledger.leaf WHERE leaf_index >= ? AND leaf_index < ?";

    /** Identities run nearly as leaves do, so that a piece of their index lies beside a piece of the leaves. */
    private static final String IDENTITIES =
            "SELECT entry_id FROM ledger.leaf WHERE entry_id < ? ORDER BY entry_id DESC OFFSET ? LIMIT 1";

    private final DataSource dataSource;
    private final long most;
    private final int piece;
    private String started = "";
    private long next;
    private long end;
    private UUID identity = LAST;
    private long begin;
    private long found;
    private volatile long unread;

    /**
     * @param most the newest leaves that are read, for a tree that is larger than memory
     * @param piece leaves that one statement reads
     */
    TreePreload(DataSource dataSource, long most, int piece) {
        this.dataSource = dataSource;
        this.most = most;
        this.piece = piece;
    }

    /** One piece, if any is unread since the database started. @return whether more are */
    boolean round() throws SQLException, InterruptedException {
        long before = System.nanoTime();
        try (Connection connection = dataSource.getConnection()) {
            boolean autoCommit = connection.getAutoCommit();
            connection.setAutoCommit(false);
            try {
                String start = start(connection);
                if (next > end || !start.equals(started)) {
                    read(connection);
                    started = start;
                }
            } finally {
                connection.rollback();
                connection.setAutoCommit(autoCommit);
            }
        }
        boolean more = next > end;
        if (more) {
            TimeUnit.NANOSECONDS.sleep(System.nanoTime() - before);
        }
        return more;
    }

    /** Leaves that have not been read since the database started. */
    long unread() {
        return unread;
    }

    /** Leaves that were read since the database started. */
    long found() {
        return found;
    }

    private static String start(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_postmaster_start_time()::text")) {
            row.next();
            return row.getString(1);
        }
    }

    private void read(Connection connection) throws SQLException {
        long leaves = byIndexes(connection);
        if (next <= end) {
            begin = System.nanoTime();
            found = 0;
            identity = LAST;
            next = leaves;
            end = Math.max(0, leaves - most);
            try (Statement statement = connection.createStatement()) {
                statement.executeQuery(NODES).close();
            }
        }
        if (next > end) {
            leaves(connection);
            identities(connection);
        }
        unread = next - end;
        if (unread == 0 && found > 0) {
            LOG.info(
                    "The {} newest leaves of the tree were read in {} ms: proofs find them in memory",
                    found,
                    Duration.ofNanos(System.nanoTime() - begin).toMillis());
        }
    }

    private static long byIndexes(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(BY_INDEXES)) {
            row.next();
            return row.getLong(3);
        }
    }

    private void leaves(Connection connection) throws SQLException {
        long from = Math.max(end, next - piece);
        try (PreparedStatement select = connection.prepareStatement(LEAVES)) {
            select.setLong(1, from);
            select.setLong(2, next);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                found += row.getLong(1);
            }
        }
        next = from;
    }

    private void identities(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(IDENTITIES)) {
            select.setObject(1, identity);
            select.setInt(2, piece - 1);
            try (ResultSet row = select.executeQuery()) {
                if (row.next()) {
                    identity = row.getObject(1, UUID.class);
                }
            }
        }
    }
}

package io.countersign.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.LongConsumer;

/**
 * Fills the tables by the million through set-based inserts. What it makes is marked as seeded (tag {@code
 * countersign.seeded}, names that begin with {@code seeded-}) and stands in no ledger: never run it on an installation
 * that people use.
 */
public final class Seeder {
    private static final long CHUNK = 5_000;

    private final Connections owner;

    /** @param owner connections as the owner role, which may insert everywhere */
    public Seeder(Connections owner) {
        this.owner = owner;
    }

    /** @param progress is told the number made so far */
    public void runs(long count, LongConsumer progress) throws SQLException {
        execute("experiment.sql");
        execute("metric-keys.sql");
        long existing = count("SELECT count(*) FROM tracking.run WHERE name LIKE 'seeded-%'");
        chunks(existing + 1, existing + count, progress, (from, to) -> execute("runs.sql", from, to));
    }

    /** Points of one series for each of the seeded runs with these numbers. */
    public void points(long perRun, long firstRun, long lastRun, LongConsumer progress) throws SQLException {
        long runsAtOnce = Math.max(1, 1_000_000 / Math.max(1, perRun));
        for (long from = firstRun; from <= lastRun; from += runsAtOnce) {
            long to = Math.min(lastRun, from + runsAtOnce - 1);
            execute("points.sql", perRun, from, to);
            progress.accept((to - firstRun + 1) * perRun);
        }
    }

    public void versions(long models, long versionsEach, LongConsumer progress) throws SQLException {
        long existing = count("SELECT count(*) FROM registry.registered_model WHERE name LIKE 'seeded-%'");
        chunks(
                existing + 1,
                existing + models,
                made -> progress.accept(made * versionsEach),
                (from, to) -> execute("versions.sql", versionsEach, from, to));
    }

    /** As {@link #versions}, but only those that are missing to that many models. */
    public void versionsUpTo(long models, long versionsEach) throws SQLException {
        long existing = count("SELECT count(*) FROM registry.registered_model WHERE name LIKE 'seeded-%'");
        versions(Math.max(0, models - existing), versionsEach, made -> {});
    }

    /** Three tags on each seeded version, an alias on each seeded model. */
    public void registryTags() throws SQLException {
        execute("registry-tags.sql");
    }

    /** Fresh statistics: what autovacuum would do in its own time. */
    public void analyse() throws SQLException {
        try (Connection connection = owner.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("VACUUM (ANALYZE)");
        }
    }

    private static void chunks(long first, long last, LongConsumer progress, Chunk work) throws SQLException {
        for (long from = first; from <= last; from += CHUNK) {
            long to = Math.min(last, from + CHUNK - 1);
            work.run(from, to);
            progress.accept(to - first + 1);
        }
    }

    private void execute(String script, long... parameters) throws SQLException {
        try (Connection connection = owner.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql(script))) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setLong(i + 1, parameters[i]);
            }
            statement.executeUpdate();
        }
    }

    private long count(String query) throws SQLException {
        try (Connection connection = owner.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static String sql(String script) {
        try (InputStream in = Seeder.class.getResourceAsStream("/seed/" + script)) {
            if (in == null) {
                throw new IllegalStateException("no script " + script);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new IllegalStateException("cannot read " + script, failed);
        }
    }

    private interface Chunk {
        void run(long from, long to) throws SQLException;
    }
}

package io.countersign.ledger.control;

import io.countersign.verifier.witness.WitnessClient;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the places across the network of the latest checkpoint. One node at a time does, elected by an advisory lock. */
final class Publisher {
    private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);
    private static final long LOCK = 0x636f_756e_7465_73L;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final DataSource dataSource;
    private final List<RemoteSink> sinks;
    private final Clock clock;
    private final Map<String, Standing> standings = new LinkedHashMap<>();

    /**
     * How it stands with a sink.
     *
     * @param size leaves of the largest checkpoint that it has from this node
     * @param failure what went wrong last, null when nothing did
     * @param since since when it goes wrong, or the last success
     * @param refused whether the sink says that this log is forked
     */
    record Standing(long size, @Nullable String failure, Instant since, boolean refused) {}

    Publisher(DataSource dataSource, List<RemoteSink> sinks, Clock clock) {
        this.dataSource = dataSource;
        this.sinks = List.copyOf(sinks);
        this.clock = clock;
        sinks.forEach(sink -> standings.put(sink.name(), new Standing(0, null, clock.instant(), false)));
    }

    /**
     * One round. The lock's transaction writes nothing, so that it holds back nobody's horizon however long a sink takes.
     *
     * @throws SQLException when the database fails; a sink that fails is shown in health instead
     */
    void round() throws SQLException, InterruptedException {
        if (sinks.isEmpty()) {
            return;
        }
        try (Connection connection = dataSource.getConnection()) {
            boolean before = connection.getAutoCommit();
            connection.setAutoCommit(false);
            try {
                Optional<Proofs.Stored> latest = lead(connection) ? new Proofs(dataSource).latest() : Optional.empty();
                if (latest.isPresent()) {
                    publish(latest.get());
                }
            } finally {
                connection.rollback();
                connection.setAutoCommit(before);
            }
        }
    }

    private static boolean lead(Connection connection) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement("SELECT pg_try_advisory_xact_lock(?)")) {
            lock.setLong(1, LOCK);
            try (ResultSet row = lock.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private void publish(Proofs.Stored checkpoint) throws InterruptedException {
        for (RemoteSink sink : sinks) {
            Standing before = standing(sink.name());
            if (before.size() == checkpoint.treeSize()) {
                continue;
            }
            try {
                sink.publish(checkpoint);
                put(sink, new Standing(checkpoint.treeSize(), null, clock.instant(), false));
            } catch (IOException | SQLException | RuntimeException failed) {
                if (before.failure() == null) {
                    LOG.error("A checkpoint does not reach {}", sink.name(), failed);
                }
                Instant since = before.failure() == null ? clock.instant() : before.since();
                boolean refused = failed instanceof WitnessClient.Refused;
                put(sink, new Standing(before.size(), String.valueOf(failed.getMessage()), since, refused));
            }
        }
    }

    private synchronized void put(RemoteSink sink, Standing standing) {
        standings.put(sink.name(), standing);
    }

    private synchronized Standing standing(String sink) {
        return standings.getOrDefault(sink, new Standing(0, null, clock.instant(), false));
    }

    synchronized Map<String, Standing> standings() {
        return new LinkedHashMap<>(standings);
    }

    /** What must stop promotions: a sink that says the log is forked, or that has not been reached for minutes. */
    Optional<String> complaint() {
        return standings().entrySet().stream()
                .filter(each -> each.getValue().refused() || isLate(each.getValue()))
                .map(each -> each.getKey() + ": " + each.getValue().failure())
                .findFirst();
    }

    /** What somebody should look at before it stops promotions. */
    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        standings().forEach((sink, standing) -> {
            if (standing.failure() != null) {
                warnings.add(sink + ": " + standing.failure());
            }
        });
        return warnings;
    }

    private boolean isLate(Standing standing) {
        return standing.failure() != null
                && Duration.between(standing.since(), clock.instant()).compareTo(PATIENCE) > 0;
    }
}

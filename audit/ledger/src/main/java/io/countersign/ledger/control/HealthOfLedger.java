package io.countersign.ledger.control;

import io.countersign.audit.LedgerHealth;
import io.countersign.platform.problem.ProblemException;
import io.countersign.platform.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether entries are being sequenced in time and the signer and its sinks work. */
@ApplicationScoped
public class HealthOfLedger implements LedgerHealth {
    private static final Duration OLDEST_WAITING = Duration.ofSeconds(30);
    private static final Duration LONGEST_ROUND = Duration.ofSeconds(30);
    private static final Duration LATE = Duration.ofSeconds(10);

    @Inject
    LedgerRuntime ledger;

    @Override
    public void requireHealthy() {
        complaint().ifPresent(complaint -> {
            throw new ProblemException(ProblemType.UNAVAILABLE, "The ledger is not healthy: " + complaint);
        });
    }

    /** What is wrong, so that nothing may be promoted; empty when all is well. */
    Optional<String> complaint() {
        Progress progress = ledger.progress();
        Optional<String> failure = progress.failure();
        if (failure.isPresent()) {
            return failure;
        }
        if (progress.sinceLastRun().compareTo(LONGEST_ROUND) > 0) {
            return Optional.of("the sequencer has not finished a round for "
                    + progress.sinceLastRun().toSeconds() + " s");
        }
        return backlog().or(() -> ledger.publisher().complaint());
    }

    /** What somebody should look at before it becomes a complaint. */
    List<String> warnings() {
        List<String> warnings = new ArrayList<>(ledger.publisher().warnings());
        Duration heldBack = ledger.horizon().heldBack();
        if (heldBack.compareTo(LATE) > 0) {
            warnings.add("a transaction that writes has been open for at least " + heldBack.toSeconds()
                    + " s: entries after it wait for their leaves");
        }
        Duration age = oldestWaiting().orElse(Duration.ZERO);
        if (age.compareTo(LATE) > 0) {
            warnings.add("an entry has waited " + age.toSeconds() + " s for its leaf");
        }
        return warnings;
    }

    private Optional<String> backlog() {
        try {
            Duration age = age();
            return age.compareTo(OLDEST_WAITING) <= 0
                    ? Optional.empty()
                    : Optional.of("an entry has waited " + age.toSeconds()
                            + " s for its leaf; is a long transaction holding the horizon back?");
        } catch (SQLException failed) {
            return Optional.of("the backlog cannot be read: " + failed.getMessage());
        }
    }

    /** Age of the entry that waits longest for its leaf; empty when the database does not say. */
    Optional<Duration> oldestWaiting() {
        try {
            return Optional.of(age());
        } catch (SQLException silent) {
            return Optional.empty();
        }
    }

    private Duration age() throws SQLException {
        Optional<Instant> oldest = new Backlog(ledger.dataSource()).oldest();
        return oldest.map(at -> Duration.between(at, ledger.clock().instant())).orElse(Duration.ZERO);
    }
}

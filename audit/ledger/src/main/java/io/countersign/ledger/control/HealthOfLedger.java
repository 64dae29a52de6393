package io.countersign.ledger.control;

import io.countersign.audit.LedgerHealth;
import io.countersign.platform.problem.ProblemException;
import io.countersign.platform.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Whether entries are being sequenced in time and the signer and its sinks work. */
@ApplicationScoped
public class HealthOfLedger implements LedgerHealth {
    private static final Duration OLDEST_WAITING = Duration.ofSeconds(30);
    private static final Duration LONGEST_ROUND = Duration.ofSeconds(30);

    @Inject
    LedgerRuntime ledger;

    @Override
    public void requireHealthy() {
        complaint().ifPresent(complaint -> {
            throw new ProblemException(ProblemType.UNAVAILABLE, "The ledger is not healthy: " + complaint);
        });
    }

    /** What is wrong; empty when all is well. */
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
        return backlog();
    }

    private Optional<String> backlog() {
        try {
            Optional<Instant> oldest = new Backlog(ledger.dataSource()).oldest();
            Duration age = oldest.map(at -> Duration.between(at, ledger.clock().instant()))
                    .orElse(Duration.ZERO);
            return age.compareTo(OLDEST_WAITING) <= 0
                    ? Optional.empty()
                    : Optional.of("an entry has waited " + age.toSeconds()
                            + " s for its leaf; is a long transaction holding the horizon back?");
        } catch (SQLException failed) {
            return Optional.of("the backlog cannot be read: " + failed.getMessage());
        }
    }
}

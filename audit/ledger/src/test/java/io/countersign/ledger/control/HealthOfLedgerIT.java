package io.countersign.ledger.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.platform.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What health says of a ledger that falls behind, on the real database and a clock that the test moves. */
class HealthOfLedgerIT {
    @TempDir
    Path directory;

    private final MovedClock clock = new MovedClock();
    private final Progress progress = new Progress(clock);
    private final Horizon horizon = new Horizon(clock);
    private final HealthOfLedger health = new HealthOfLedger();
    private TestLedger ledger;

    @BeforeEach
    void newLedger() throws Exception {
        ledger = new TestLedger(directory);
        Publisher publisher = new Publisher(ledger.database.application(), List.of(), clock);
        health.ledger = new LedgerRuntime() {
            @Override
            DataSource dataSource() {
                return ledger.database.application();
            }

            @Override
            Progress progress() {
                return progress;
            }

            @Override
            Horizon horizon() {
                return horizon;
            }

            @Override
            Publisher publisher() {
                return publisher;
            }

            @Override
            Clock clock() {
                return clock;
            }
        };
    }

    @Test
    void ledgerThatKeepsUpHasNothingToSay() throws Exception {
        ledger.append("r1");
        ledger.sequencer(10).tick();
        later(Duration.ofHours(1));
        assertThat(health.complaint()).isEmpty();
        assertThat(health.warnings()).isEmpty();
        assertThat(new Backlog(ledger.database.application()).size()).isZero();
        health.requireHealthy();
    }

    @Test
    void entryThatWaitsIsAWarningAndThenStopsPromotions() throws Exception {
        ledger.append("r1");
        ledger.append("r2");
        assertThat(new Backlog(ledger.database.application()).size()).isEqualTo(2);
        clock.now = Instant.now();
        later(Duration.ofSeconds(12));
        assertThat(health.complaint()).isEmpty();
        assertThat(health.warnings()).hasSize(1).first().asString().contains("an entry has waited", "s for its leaf");
        assertThat(health.oldestWaiting().orElseThrow()).isGreaterThan(Duration.ofSeconds(11));
        later(Duration.ofSeconds(30));
        assertThat(health.complaint().orElseThrow()).contains("is a long transaction holding the horizon back?");
        assertThatThrownBy(health::requireHealthy)
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("The ledger is not healthy: an entry has waited");
        ledger.sequencer(10).tick();
        assertThat(health.complaint()).isEmpty();
        assertThat(health.warnings()).isEmpty();
    }

    @Test
    void longTransactionThatHoldsTheHorizonBackIsNamed() throws Exception {
        try (Connection open = ledger.database.application().getConnection()) {
            open.setAutoCommit(false);
            open.createStatement().execute("SELECT pg_current_xact_id()");
            ledger.append("after it");
            horizon.look(ledger.database.application());
            later(Duration.ofSeconds(12));
            horizon.look(ledger.database.application());
            assertThat(ledger.sequencer(10).tick()).isEqualTo(Sequencer.Outcome.IDLE);
            assertThat(horizon.heldBack()).isEqualTo(Duration.ofSeconds(12));
            assertThat(health.warnings())
                    .anyMatch(warning ->
                            warning.startsWith("a transaction that writes has been open for at least 12 s: entries"));
            open.rollback();
        }
        horizon.look(ledger.database.application());
        ledger.sequencer(10).tick();
        assertThat(health.warnings()).isEmpty();
    }

    @Test
    void sequencerThatFailsOrStandsStillStopsPromotions() throws Exception {
        progress.failed(new IOException("no space left"));
        assertThat(health.complaint()).contains("IOException: no space left");
        progress.succeeded(Sequencer.Outcome.NOT_LEADER);
        assertThat(health.complaint())
                .as("another node's round says nothing of this failure")
                .contains("IOException: no space left");
        progress.succeeded(Sequencer.Outcome.IDLE);
        assertThat(health.complaint()).isEmpty();
        clock.now = clock.now.plusSeconds(31);
        assertThat(health.complaint()).contains("the sequencer has not finished a round for 31 s");
    }

    @Test
    void databaseThatDoesNotAnswerIsAComplaint() throws SQLException {
        try (Connection superuser = ledger.database.superuser().getConnection()) {
            superuser.createStatement().execute("ALTER VIEW ledger.unsequenced RENAME TO gone");
        }
        assertThat(health.complaint().orElseThrow()).startsWith("the backlog cannot be read");
        assertThat(health.oldestWaiting()).isEmpty();
    }

    /** Time goes by, and the sequencer ticked just now. */
    private void later(Duration duration) {
        clock.now = clock.now.plus(duration);
        progress.succeeded(Sequencer.Outcome.IDLE);
    }

    /** Stands still but for the test. */
    private static final class MovedClock extends Clock {
        private Instant now = Instant.now();

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}

package io.countersign.ledger.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The sequencer takes its time unless somebody waits for a proof. */
@Timeout(60)
class ProgressTest {
    private static final Duration LONG = Duration.ofHours(1);

    private final Progress progress = new Progress(Clock.systemUTC());
    private final ExecutorService threads = Executors.newFixedThreadPool(2);

    @AfterEach
    void interrupt() {
        threads.shutdownNow();
    }

    @Test
    void waiterEndsThePauseOfTheSequencerAndHearsOfItsRound() throws Exception {
        Future<?> pause = threads.submit(() -> {
            progress.awaitWaiter(LONG);
            return null;
        });
        Future<?> waiter = threads.submit(() -> {
            progress.awaitGrowth(LONG);
            return null;
        });
        pause.get(30, TimeUnit.SECONDS);
        assertThat(waiter).isNotDone();
        progress.succeeded(Sequencer.Outcome.SIGNED);
        waiter.get(30, TimeUnit.SECONDS);
    }

    @Test
    void pauseEndsByItselfWhileNobodyWaits() throws Exception {
        Future<?> before = threads.submit(() -> {
            progress.awaitGrowth(Duration.ofMillis(1));
            return null;
        });
        before.get(30, TimeUnit.SECONDS);
        Future<?> pause = threads.submit(() -> {
            progress.awaitWaiter(LONG);
            return null;
        });
        assertThat(pause).as("a waiter that has gone hurries nobody").isNotDone();
        progress.awaitWaiter(Duration.ofMillis(1));
        assertThat(pause).isNotDone();
    }
}

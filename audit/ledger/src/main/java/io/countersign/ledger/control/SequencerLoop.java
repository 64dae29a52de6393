package io.countersign.ledger.control;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ticks the sequencer at least every so often, and at once when somebody committed an entry. */
final class SequencerLoop implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(SequencerLoop.class);

    /** Entries of this time share a tick: to sign once for each commit would cost more than all that is committed. */
    private static final Duration PAUSE = Duration.ofMillis(50);

    /** And those of this time on top of it while nobody on this node waits for a proof. */
    private static final Duration UNHURRIED = Duration.ofMillis(250);

    /** In place of that while many commit: a signature, and the files that are forced to the disk with it, take from all of them. */
    private static final Duration BUSY = Duration.ofMillis(700);

    /** So many commits of this node in a round are many. */
    private static final int MANY = 100;

    private final Sequencer sequencer;
    private final Progress progress;
    private final Duration interval;
    private final Semaphore wakeUps = new Semaphore(0);
    private final LongAdder commits = new LongAdder();
    private volatile boolean stopped;

    SequencerLoop(Sequencer sequencer, Progress progress, Duration interval) {
        this.sequencer = sequencer;
        this.progress = progress;
        this.interval = interval;
    }

    /** An entry was committed: do not wait for the next tick. */
    void wake() {
        commits.increment();
        if (wakeUps.availablePermits() == 0) {
            wakeUps.release();
        }
    }

    void stop() {
        stopped = true;
        wake();
    }

    @Override
    public void run() {
        try {
            while (!stopped) {
                boolean busy = commits.sumThenReset() >= MANY;
                if (wakeUps.tryAcquire(interval.toMillis(), TimeUnit.MILLISECONDS)) {
                    wakeUps.drainPermits();
                }
                Sequencer.Outcome outcome = tick();
                while (!stopped && outcome == Sequencer.Outcome.SIGNED_MORE_WAITS) {
                    outcome = tick();
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
                if (outcome == Sequencer.Outcome.SIGNED) {
                    progress.awaitWaiter(busy ? BUSY : UNHURRIED);
                }
            }
        } catch (InterruptedException shutdown) {
            Thread.currentThread().interrupt();
        }
    }

    /** A failure is shown in health and repeated by the next tick; it must not end the loop. */
    private Sequencer.Outcome tick() {
        try {
            Sequencer.Outcome outcome = sequencer.tick();
            progress.succeeded(outcome);
            return outcome;
        } catch (Exception failed) {
            if (progress.failure().isEmpty()) {
                LOG.error("Entries are not being sequenced", failed);
            } else {
                LOG.warn("Entries are still not being sequenced: {}", failed.toString());
            }
            progress.failed(failed);
            return Sequencer.Outcome.IDLE;
        }
    }
}

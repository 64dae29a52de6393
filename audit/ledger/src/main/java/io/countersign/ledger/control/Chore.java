package io.countersign.ledger.control;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work that is done again and again in a thread of its own; what fails is tried again at the next turn. */
final class Chore implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Chore.class);

    private final String name;
    private final Duration interval;
    private final Work work;
    private final CountDownLatch stopped = new CountDownLatch(1);

    /** A turn of the work. */
    @FunctionalInterface
    interface Work {
        /** @return whether to go on at once */
        boolean turn() throws SQLException, InterruptedException;
    }

    Chore(String name, Duration interval, Work work) {
        this.name = name;
        this.interval = interval;
        this.work = work;
    }

    void stop() {
        stopped.countDown();
    }

    @Override
    public void run() {
        try {
            boolean more = false;
            while (!stopped.await(more ? 0 : interval.toMillis(), TimeUnit.MILLISECONDS)) {
                more = turn();
            }
        } catch (InterruptedException shutdown) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean turn() throws InterruptedException {
        try {
            return work.turn();
        } catch (InterruptedException shutdown) {
            throw shutdown;
        } catch (Exception failed) {
            LOG.warn("{} failed and will be tried again: {}", name, failed.toString());
            return false;
        }
    }
}

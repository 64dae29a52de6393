package io.countersign.ledger.control;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** What this node's sequencer did last: told to waiters, and asked by the health checks. */
final class Progress {
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grown = lock.newCondition();
    private final Condition awaited = lock.newCondition();
    private int waiters;
    private Instant lastRun;
    private @Nullable String failure;

    Progress(Clock clock) {
        this.clock = clock;
        this.lastRun = clock.instant();
    }

    void succeeded(Sequencer.Outcome outcome) {
        lock.lock();
        try {
            lastRun = clock.instant();
            if (outcome != Sequencer.Outcome.NOT_LEADER) {
                failure = null;
            }
            if (outcome != Sequencer.Outcome.IDLE) {
                grown.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    void failed(Exception reason) {
        lock.lock();
        try {
            lastRun = clock.instant();
            failure = reason.getClass().getSimpleName() + ": " + reason.getMessage();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for news of the tree, at most so long; another node's news comes unannounced, so waiters look again anyway. */
    void awaitGrowth(Duration atMost) throws InterruptedException {
        lock.lock();
        try {
            waiters++;
            awaited.signalAll();
            if (grown.await(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } finally {
            waiters--;
            lock.unlock();
        }
    }

    /** Waits until somebody on this node waits for news of the tree, at most so long. */
    void awaitWaiter(Duration atMost) throws InterruptedException {
        lock.lock();
        try {
            long left = atMost.toNanos();
            while (waiters == 0 && left > 0) {
                left = awaited.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Why the last round that this node led failed; empty when it went well. */
    Optional<String> failure() {
        lock.lock();
        try {
            return Optional.ofNullable(failure);
        } finally {
            lock.unlock();
        }
    }

    Duration sinceLastRun() {
        lock.lock();
        try {
            return Duration.between(lastRun, clock.instant());
        } finally {
            lock.unlock();
        }
    }
}

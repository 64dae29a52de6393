package io.countersign.delivery.control;

import io.countersign.platform.outbox.OutboxChannel;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes due messages, as many as each channel has hands free, and has them delivered: at once when woken, and at least every
 * so often. A channel that hangs holds up its own messages alone.
 */
final class Courier implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(10);
    private static final Duration REMEMBER_DELIVERED = Duration.ofDays(30);
    private static final Duration FORGET_EVERY = Duration.ofHours(1);

    private final OutboxTable table;
    private final Supplier<Stream<OutboxChannel>> channels;
    private final Executor executor;
    private final Attempts attempts;
    private final Hands hands;
    private final Semaphore wakeUps = new Semaphore(0);
    private final Map<String, Semaphore> free = new ConcurrentHashMap<>();
    private volatile boolean stopped;
    private long forgottenAt = System.nanoTime();

    /**
     * How it works.
     *
     * @param perChannel deliveries of one channel at a time
     * @param poll longest time between two looks
     * @param patience when messages come back
     */
    record Hands(int perChannel, Duration poll, Patience patience) {}

    Courier(OutboxTable table, Supplier<Stream<OutboxChannel>> channels, Executor executor, Hands hands) {
        this.table = table;
        this.channels = channels;
        this.executor = executor;
        this.hands = hands;
        this.attempts = new Attempts(table, hands.patience());
    }

    /** Something is due: do not wait for the next look. */
    void wake() {
        if (wakeUps.availablePermits() == 0) {
            wakeUps.release();
        }
    }

    /** Takes no more, and waits, bounded, for what is under way; what remains is another node's when its claim ends. */
    void stop() {
        stopped = true;
        wake();
        long until = System.nanoTime() + STOP_WITHIN.toNanos();
        try {
            for (Semaphore channel : free.values()) {
                if (!channel.tryAcquire(
                        hands.perChannel(), Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS)) {
                    LOG.warn("Deliveries are still under way; they are repeated when their claims end");
                }
            }
        } catch (InterruptedException shutdown) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void run() {
        try {
            while (!stopped) {
                if (wakeUps.tryAcquire(hands.poll().toMillis(), TimeUnit.MILLISECONDS)) {
                    wakeUps.drainPermits();
                }
                look();
            }
        } catch (InterruptedException shutdown) {
            Thread.currentThread().interrupt();
        }
    }

    /** A failure must not end the loop: the next look repeats it. */
    private void look() {
        try {
            channels.get().forEach(this::serve);
            if (System.nanoTime() - forgottenAt > FORGET_EVERY.toNanos()) {
                forgottenAt = System.nanoTime();
                table.forgetDelivered(REMEMBER_DELIVERED);
            }
        } catch (Exception failed) {
            LOG.warn("Messages cannot be taken from the outbox: {}", failed.toString());
        }
    }

    private void serve(OutboxChannel channel) {
        Semaphore slots = free.computeIfAbsent(channel.name(), name -> new Semaphore(hands.perChannel()));
        int taken = slots.drainPermits();
        int used = 0;
        try {
            if (taken > 0 && !stopped) {
                for (Claim claim :
                        table.claim(channel.name(), taken, hands.patience().claim())) {
                    executor.execute(() -> deliver(channel, claim, slots));
                    used++;
                }
            }
        } catch (SQLException | RejectedExecutionException failed) {
            LOG.warn("Messages of the channel {} wait: {}", channel.name(), failed.toString());
        } finally {
            slots.release(taken - used);
        }
    }

    private void deliver(OutboxChannel channel, Claim claim, Semaphore slots) {
        try {
            attempts.attempt(channel, claim);
        } finally {
            slots.release();
            wake();
        }
    }
}

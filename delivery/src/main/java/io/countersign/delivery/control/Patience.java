package io.countersign.delivery.control;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How often and how soon a message is tried again: waits double, up to a longest one, and are shortened by chance by up to
 * half so that messages that failed together do not come back together.
 *
 * @param first wait after the first failure
 * @param longest no wait is longer
 * @param attempts after so many failures the message is dead
 * @param claim how long an attempt may take before others may take the message
 */
record Patience(Duration first, Duration longest, int attempts, Duration claim) {

    /** About eleven hours of attempts. */
    static final Patience USUAL = new Patience(Duration.ofSeconds(2), Duration.ofHours(1), 20, Duration.ofMinutes(2));

    boolean endsWith(int attempt) {
        return attempt >= attempts;
    }

    Duration after(int attempt, RandomGenerator chance) {
        int doublings = Math.min(attempt - 1, 30);
        long full = Math.min(first.toMillis() << doublings, longest.toMillis());
        return Duration.ofMillis(full - chance.nextLong(full / 2 + 1));
    }
}

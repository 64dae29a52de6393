package io.countersign.delivery.control;

import java.time.Duration;

/**
 * How the outbox stands.
 *
 * @param pending messages that wait, also those under way
 * @param oldest how long the oldest of them has waited, zero when none waits
 * @param dead messages that were given up and wait for somebody to look
 */
record Figures(long pending, Duration oldest, long dead) {}

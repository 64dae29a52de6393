package io.countersign.delivery.control;

import java.time.Instant;

/**
 * How many calls of one caller were turned away in a minute, for one reason.
 *
 * @param caller subject, {@code address:…} when nobody was known, or {@code others}
 * @param reason problem slug
 */
public record RefusedCallCount(Instant minute, String caller, String reason, long calls) {}

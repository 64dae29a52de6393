package io.countersign.platform.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RefusedCallTallyTest {
    private static final Instant MINUTE = Instant.parse("2026-11-29T10:07:00Z");

    private final RefusedCallTally tally = new RefusedCallTally(Clock.fixed(MINUTE.plusSeconds(42), ZoneOffset.UTC));

    @Test
    void callsAreCountedByCallerReasonAndMinute() {
        IntStream.range(0, 3).forEach(i -> tally.count("anna", "203.0.113.7", "invalid-request"));
        tally.count(null, "203.0.113.7", "unauthenticated");
        assertThat(tally.drain())
                .hasSize(2)
                .containsEntry(new RefusedCallTally.Kind(MINUTE, "anna", "invalid-request"), 3L)
                .containsEntry(new RefusedCallTally.Kind(MINUTE, "address:203.0.113.7", "unauthenticated"), 1L);
        assertThat(tally.drain()).isEmpty();
    }

    @Test
    void floodUnderEverNewNamesIsCountedTogether() {
        IntStream.range(0, 20_000).forEach(i -> tally.count("name" + i, "a", "invalid-request"));
        assertThat(tally.drain())
                .hasSizeLessThanOrEqualTo(10_001)
                .containsEntry(new RefusedCallTally.Kind(MINUTE, "others", "invalid-request"), 10_000L);
    }
}

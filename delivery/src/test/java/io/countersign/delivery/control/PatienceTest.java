package io.countersign.delivery.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private final Patience patience =
            new Patience(Duration.ofSeconds(2), Duration.ofMinutes(1), 10, Duration.ofMinutes(2));
    private final Random chance = new Random(7);

    @Test
    void waitsDoubleAndAreShortenedByAtMostHalf() {
        IntStream.rangeClosed(1, 5).forEach(attempt -> {
            Duration full = Duration.ofSeconds(2L << (attempt - 1));
            for (int i = 0; i < 200; i++) {
                assertThat(patience.after(attempt, chance)).isBetween(full.dividedBy(2), full);
            }
        });
    }

    @Test
    void noWaitIsLongerThanTheLongest() {
        assertThat(patience.after(1_000_000, chance)).isLessThanOrEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void lastAttemptEndsIt() {
        assertThat(patience.endsWith(9)).isFalse();
        assertThat(patience.endsWith(10)).isTrue();
    }
}

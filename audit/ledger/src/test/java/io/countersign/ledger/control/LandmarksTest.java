package io.countersign.ledger.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LandmarksTest {
    @Test
    void smallLogKeepsEveryCheckpoint() {
        assertThat(taken(1_500, 1)).hasSize(1_500);
    }

    @Test
    void largeLogKeepsAboutAThousandEvenlyApart() {
        List<Long> taken = taken(10_000_000, 7);
        assertThat(taken).hasSizeBetween(990, 1_001);
        for (int i = 1; i < taken.size(); i++) {
            assertThat(taken.get(i) - taken.get(i - 1)).isBetween(10_000L, 10_006L);
        }
    }

    @Test
    void checkpointsFartherApartAreAllKept() {
        assertThat(taken(10_000_000, 50_000)).hasSize(200);
    }

    private static List<Long> taken(long size, long between) {
        Landmarks landmarks = new Landmarks(size);
        return LongStream.iterate(between, each -> each <= size, each -> each + between)
                .filter(landmarks::takes)
                .boxed()
                .toList();
    }
}

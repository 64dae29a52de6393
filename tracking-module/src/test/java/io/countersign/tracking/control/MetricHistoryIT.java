package io.countersign.tracking.control;

import static io.countersign.tracking.control.TrackingFixture.ENGINEER;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.tracking.entity.MetricPoint;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MetricHistoryIT {
    private static TrackingFixture fixture;

    @BeforeAll
    static void start() {
        fixture = new TrackingFixture();
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    private static String run(long firstStep, int count) {
        String run = fixture.runningRun();
        List<MetricPoint> points = IntStream.range(0, count)
                .mapToObj(i -> new MetricPoint("loss", i, 1_000 + i, firstStep + i))
                .toList();
        fixture.run(work -> work.logging().log(ENGINEER, run, points, List.of(), List.of()));
        return run;
    }

    private static long[] sampled(MetricHistory.StepRange range, int most, String... runs) {
        return fixture.in(work -> {
            List<MetricHistory.Series> series = List.of(runs).stream()
                    .map(run -> work.history().series(ENGINEER, run, "loss"))
                    .toList();
            return work.history().sampledSteps(series, range, most);
        });
    }

    @Test
    void fewStepsAreAllShown() {
        assertThat(sampled(null, 10, run(5, 10)))
                .containsExactly(LongStream.range(5, 15).toArray());
    }

    @Test
    void manyStepsAreSpreadEvenlyWithBothEnds() {
        assertThat(sampled(null, 10, run(0, 1_000)))
                .containsExactly(0, 100, 200, 300, 400, 500, 600, 700, 800, 900, 999);
    }

    @Test
    void severalRunsShareStepsAndKeepTheirOwnEnds() {
        long[] steps = sampled(null, 10, run(0, 100), run(-50, 60));
        // 150 steps from -50 to 99, every 15th; 0 and 9 are ends of a run.
        assertThat(steps).containsExactly(-50, -35, -20, -5, 0, 9, 10, 25, 40, 55, 70, 85, 99);
    }

    @Test
    void aRangeIsRespected() {
        assertThat(sampled(new MetricHistory.StepRange(10, 20), 5, run(0, 100))).containsExactly(10, 13, 16, 19, 20);
        assertThat(sampled(new MetricHistory.StepRange(500, 600), 5, run(0, 100)))
                .isEmpty();
    }

    @Test
    void allPointsOfAChosenStepAreShown() {
        String run = fixture.runningRun();
        fixture.run(work -> work.logging()
                .log(
                        ENGINEER,
                        run,
                        List.of(new MetricPoint("loss", 2, 20, 1), new MetricPoint("loss", 1, 10, 1)),
                        List.of(),
                        List.of()));
        PointColumns points =
                fixture.in(work -> work.history().at(work.history().series(ENGINEER, run, "loss"), new long[] {1}));
        assertThat(points.size()).isEqualTo(2);
        assertThat(points.timestamp(0)).isEqualTo(10);
        assertThat(points.value(1)).isEqualTo(2);
    }
}

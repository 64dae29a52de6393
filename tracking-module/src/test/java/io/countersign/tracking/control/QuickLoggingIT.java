package io.countersign.tracking.control;

import static io.countersign.tracking.control.TrackingFixture.ENGINEER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.platform.mlflow.MlflowException;
import io.countersign.tracking.entity.MetricPoint;
import io.countersign.tracking.entity.Param;
import io.countersign.tracking.entity.RunContent;
import io.countersign.tracking.entity.RunStatus;
import io.countersign.tracking.entity.Tag;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Logging by one statement that is a transaction by itself. */
class QuickLoggingIT {
    private static final MetricPoint POINT = new MetricPoint("quick", 1, 5, 2);

    private static TrackingFixture fixture;

    @BeforeAll
    static void start() {
        fixture = new TrackingFixture();
        String first = fixture.runningRun();
        log(first, points(POINT));
        log(first, points(POINT)); // now the metric's name is known
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    private static RunLogging.Batch points(MetricPoint... points) {
        return new RunLogging.Batch(List.of(points), List.of(), List.of(), List.of());
    }

    private static void log(String run, RunLogging.Batch batch) {
        fixture.run(work -> work.quick().log(ENGINEER, run, batch));
    }

    /** Whoever would need the transaction finds it closed. */
    private static void logAtOnce(String run, RunLogging.Batch batch) {
        QuickLogging quick = fixture.in(TrackingFixture.Work::quick);
        quick.log(ENGINEER, run, batch);
    }

    private static RunContent content(String run) {
        return fixture.in(work -> work.runs().get(ENGINEER, run).content());
    }

    private static long stored(String run) {
        return fixture.count(
                "SELECT count(*) FROM tracking.metric_point p JOIN tracking.run r ON r.id = p.run WHERE r.run_id = ?",
                run);
    }

    private static long dirty(String run) {
        return fixture.count("SELECT count(*) FROM tracking.run WHERE run_id = ? AND dirty", run);
    }

    @Test
    void aPointNeedsNoTransactionOfItsOwnAndIsWrittenOnce() {
        String run = fixture.runningRun();
        logAtOnce(run, points(POINT));
        logAtOnce(run, points(POINT));
        logAtOnce(run, points(new MetricPoint("quick", Double.NaN, 5, 1)));
        assertThat(content(run).metrics()).containsExactly(POINT);
        assertThat(stored(run)).isEqualTo(2);
    }

    @Test
    void pointsOfOneSeriesAreWrittenOnceInWhicheverOrderTheyCome() {
        String run = fixture.runningRun();
        MetricPoint later = new MetricPoint("quick", -1, 7, 4);
        MetricPoint between = new MetricPoint("quick", 3, 6, 3);
        logAtOnce(run, points(later, POINT, later));
        logAtOnce(run, points(between, POINT));
        assertThat(content(run).metrics()).containsExactly(later);
        assertThat(stored(run)).isEqualTo(3);
    }

    @Test
    void aBatchOfAllKindsNeedsNoTransactionOfItsOwn() {
        String run = fixture.runningRun();
        RunLogging.Batch batch = new RunLogging.Batch(
                List.of(POINT, new MetricPoint("quick", 2, 6, 3)),
                List.of(new Param("p", "1")),
                List.of(new Tag("t", "1"), new Tag(Tag.RUN_NAME, "renamed")),
                List.of());
        logAtOnce(run, batch);
        logAtOnce(run, batch);
        RunContent content = content(run);
        assertThat(content.metrics()).containsExactly(new MetricPoint("quick", 2, 6, 3));
        assertThat(content.params()).containsExactly(new Param("p", "1"));
        assertThat(content.tags()).containsExactly(new Tag(Tag.RUN_NAME, "renamed"), new Tag("t", "1"));
        String name = fixture.in(work -> work.runs().get(ENGINEER, run).run().name());
        assertThat(name).isEqualTo("renamed");
    }

    @Test
    void aChangedParamTakesTheWholeBatchBackAndIsRefusedInWords() {
        String run = fixture.runningRun();
        log(run, new RunLogging.Batch(List.of(), List.of(new Param("p", "1")), List.of(), List.of()));
        assertThatThrownBy(() -> log(
                        run,
                        new RunLogging.Batch(
                                List.of(POINT),
                                List.of(new Param("a", "1"), new Param("p", "2")),
                                List.of(new Tag("t", "1")),
                                List.of())))
                .isInstanceOf(MlflowException.class)
                .hasMessageContaining("already logged with value='1'")
                .hasMessageContaining("Attempted logging new value '2'");
        RunContent content = content(run);
        assertThat(content.metrics()).isEmpty();
        assertThat(content.params()).containsExactly(new Param("p", "1"));
        assertThat(content.tags()).extracting(Tag::key).containsExactly(Tag.RUN_NAME);
    }

    @Test
    void unknownAndDeletedRunsAreRefusedAndNothingIsWritten() {
        RunLogging.Batch two = points(POINT, new MetricPoint("quick", 2, 6, 3));
        for (RunLogging.Batch batch : List.of(points(POINT), two)) {
            assertThatThrownBy(() -> logAtOnce("f".repeat(32), batch))
                    .hasMessage("Run with id=" + "f".repeat(32) + " not found");
            String run = fixture.runningRun();
            fixture.run(work -> work.runs().delete(ENGINEER, run));
            assertThatThrownBy(() -> logAtOnce(run, batch))
                    .hasMessage("The run " + run + " must be in the 'active' state. Current state is deleted.");
            assertThat(content(run).metrics()).isEmpty();
        }
    }

    @Test
    void whatWasSealedIsNoLongerCovered() {
        for (RunLogging.Batch batch : List.of(points(POINT), points(POINT, new MetricPoint("quick", 2, 6, 3)))) {
            String run = fixture.runningRun();
            fixture.run(work -> work.runs().update(ENGINEER, run, RunStatus.FINISHED, 2_000L, null));
            assertThat(dirty(run)).isZero();
            logAtOnce(run, batch);
            assertThat(dirty(run)).isEqualTo(1);
        }
    }
}

package io.countersign.tracking.control;

import static io.countersign.tracking.control.TrackingFixture.ENGINEER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.platform.mlflow.MlflowException;
import io.countersign.platform.paging.PageToken;
import io.countersign.tracking.entity.Dataset;
import io.countersign.tracking.entity.DatasetInput;
import io.countersign.tracking.entity.MetricPoint;
import io.countersign.tracking.entity.Param;
import io.countersign.tracking.entity.RunContent;
import io.countersign.tracking.entity.Tag;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RunLoggingIT {
    private static TrackingFixture fixture;

    @BeforeAll
    static void start() {
        fixture = new TrackingFixture();
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    private static void log(String run, MetricPoint... points) {
        fixture.run(work -> work.logging().log(ENGINEER, run, List.of(points), List.of(), List.of()));
    }

    private static void log(String run, Param... params) {
        fixture.run(work -> work.logging().log(ENGINEER, run, List.of(), List.of(params), List.of()));
    }

    private static void log(String run, Tag... tags) {
        fixture.run(work -> work.logging().log(ENGINEER, run, List.of(), List.of(), List.of(tags)));
    }

    private static RunContent content(String run) {
        return fixture.in(work -> work.runs().get(ENGINEER, run).content());
    }

    private static List<MetricPoint> history(String run, String key) {
        return fixture.in(
                work -> points(work.history().after(work.history().series(ENGINEER, run, key), null, 1_000), key));
    }

    private static long points(String run) {
        return fixture.count(
                "SELECT count(*) FROM tracking.metric_point p JOIN tracking.run r ON r.id = p.run WHERE r.run_id = ?",
                run);
    }

    @Test
    void latestValueIsTheGreatestByStepThenTimeThenValue() {
        String run = fixture.runningRun();
        log(run, new MetricPoint("m", 1, 5, 2), new MetricPoint("m", 7, 9, 1));
        assertThat(content(run).metrics()).containsExactly(new MetricPoint("m", 1, 5, 2));
        log(run, new MetricPoint("m", 0.5, 5, 2));
        assertThat(content(run).metrics()).containsExactly(new MetricPoint("m", 1, 5, 2));
        log(run, new MetricPoint("m", 3, 5, 2));
        assertThat(content(run).metrics()).containsExactly(new MetricPoint("m", 3, 5, 2));
        log(run, new MetricPoint("m", -4, 6, 2));
        assertThat(content(run).metrics()).containsExactly(new MetricPoint("m", -4, 6, 2));
        log(run, new MetricPoint("m", 100, 99, -1));
        assertThat(content(run).metrics()).containsExactly(new MetricPoint("m", -4, 6, 2));
    }

    @Test
    void aRepeatedCallAddsNoPoint() {
        String run = fixture.runningRun();
        MetricPoint point = new MetricPoint("m", 1, 5, 2);
        log(run, point, point);
        log(run, point);
        assertThat(points(run)).isEqualTo(1);
        log(run, new MetricPoint("m", 2, 5, 2), new MetricPoint("m", 1, 6, 2));
        assertThat(points(run)).isEqualTo(3);
    }

    @Test
    void nanStaysAndInfinitiesBecomeTheLargestDoubles() {
        String run = fixture.runningRun();
        log(
                run,
                new MetricPoint("nan", Double.NaN, 1, 0),
                new MetricPoint("up", Double.POSITIVE_INFINITY, 1, 0),
                new MetricPoint("down", Double.NEGATIVE_INFINITY, 1, 0));
        assertThat(content(run).metrics())
                .containsExactly(
                        new MetricPoint("down", -Double.MAX_VALUE, 1, 0),
                        new MetricPoint("nan", Double.NaN, 1, 0),
                        new MetricPoint("up", Double.MAX_VALUE, 1, 0));
        log(run, new MetricPoint("nan", 0, 1, 0), new MetricPoint("nan", Double.NaN, 1, 0));
        assertThat(points(run)).isEqualTo(4);
        assertThat(history(run, "nan")).extracting(MetricPoint::value).containsExactlyInAnyOrder(0.0, Double.NaN);
    }

    private static List<MetricPoint> points(PointColumns columns, String key) {
        return IntStream.range(0, columns.size())
                .mapToObj(i -> new MetricPoint(key, columns.value(i), columns.timestamp(i), columns.step(i)))
                .toList();
    }

    @Test
    void historyIsOrderedAndPaged() {
        String run = fixture.runningRun();
        log(run, new MetricPoint("m", 3, 30, 0), new MetricPoint("m", 1, 10, 5), new MetricPoint("m", 2, 20, 1));
        assertThat(history(run, "m")).extracting(MetricPoint::timestamp).containsExactly(10L, 20L, 30L);
        List<MetricPoint> chunked = fixture.in(work -> {
            MetricHistory.Series series = work.history().series(ENGINEER, run, "m");
            PointColumns first = work.history().after(series, null, 2);
            List<MetricPoint> all = new ArrayList<>(points(first, "m"));
            all.addAll(points(work.history().after(series, first, 2), "m"));
            assertThat(points(work.history().from(series, new PageToken(1), 1), "m"))
                    .extracting(MetricPoint::timestamp)
                    .containsExactly(20L);
            return all;
        });
        assertThat(chunked).extracting(MetricPoint::timestamp).containsExactly(10L, 20L, 30L);
        assertThat(history(run, "unknown")).isEmpty();
        assertThatThrownBy(() -> history("f".repeat(32), "m"))
                .hasMessage("Run with id=" + "f".repeat(32) + " not found");
    }

    @Test
    void aParamKeepsItsFirstValue() {
        String run = fixture.runningRun();
        log(run, new Param("p", "1"));
        log(run, new Param("p", "1"), new Param("q", ""));
        assertThatThrownBy(() -> log(run, new Param("p", "2")))
                .isInstanceOf(MlflowException.class)
                .hasMessage("Changing param values is not allowed. Param with key='p' was already logged with value='1'"
                        + " for run ID='" + run + "'. Attempted logging new value '2'.");
        assertThat(content(run).params()).containsExactly(new Param("p", "1"), new Param("q", ""));
    }

    @Test
    void aBatchWithAConflictLeavesNothing() {
        String run = fixture.runningRun();
        log(run, new Param("p", "1"));
        assertThatThrownBy(() -> fixture.run(work -> work.logging()
                        .log(
                                ENGINEER,
                                run,
                                List.of(new MetricPoint("m", 1, 1, 1)),
                                List.of(new Param("a", "1"), new Param("p", "2")),
                                List.of(new Tag("t", "1")))))
                .isInstanceOf(MlflowException.class);
        assertThat(content(run).metrics()).isEmpty();
        assertThat(content(run).params()).containsExactly(new Param("p", "1"));
        assertThat(content(run).tags()).extracting(Tag::key).containsExactly(Tag.RUN_NAME);
    }

    @Test
    void batchLimitsAreRefusedInMlflowsWords() {
        String run = fixture.runningRun();
        List<MetricPoint> metrics = IntStream.range(0, 1_001)
                .mapToObj(i -> new MetricPoint("m", i, i, i))
                .toList();
        List<Param> params =
                IntStream.range(0, 101).mapToObj(i -> new Param("p" + i, "")).toList();
        List<Param> twice = List.of(new Param("p", "1"), new Param("p", "1"));
        assertThatThrownBy(() -> fixture.run(work -> work.logging().log(ENGINEER, run, metrics, List.of(), List.of())))
                .hasMessageStartingWith("A batch logging request can contain at most 1000 metrics. Got 1001 metrics.");
        assertThatThrownBy(() -> fixture.run(work -> work.logging().log(ENGINEER, run, List.of(), params, List.of())))
                .hasMessageStartingWith("A batch logging request can contain at most 100 params. Got 101 params.");
        assertThatThrownBy(() -> fixture.run(work ->
                        work.logging().log(ENGINEER, run, metrics.subList(0, 1_000), params.subList(0, 1), List.of())))
                .hasMessageStartingWith("A batch logging request can contain at most 1000 metrics, params, and tags.");
        assertThatThrownBy(() -> fixture.run(work -> work.logging().log(ENGINEER, run, List.of(), twice, List.of())))
                .hasMessageStartingWith("Duplicate parameter keys have been submitted: [p]");
        assertThat(points(run)).isZero();
    }

    @Test
    void theLastTagWinsAndTheNameTagRenames() {
        String run = fixture.runningRun();
        log(run, new Tag("t", "1"), new Tag("t", "2"), new Tag(Tag.RUN_NAME, "renamed"));
        assertThat(content(run).tags()).containsExactly(new Tag(Tag.RUN_NAME, "renamed"), new Tag("t", "2"));
        assertThat(fixture.<String>in(
                        work -> work.runs().get(ENGINEER, run).run().name()))
                .isEqualTo("renamed");
    }

    @Test
    void inputsAreKnownByNameAndDigestWithinTheExperiment() {
        String run = fixture.runningRun();
        String other = fixture.runningRun();
        Dataset dataset = new Dataset("credit", "d1", "local", "{}", null, "{\"rows\": 3}");
        DatasetInput train = new DatasetInput(dataset, List.of(new Tag(Tag.DATASET_CONTEXT, "train")));
        DatasetInput test = new DatasetInput(dataset, List.of(new Tag(Tag.DATASET_CONTEXT, "test")));
        fixture.run(work -> work.logging().logInputs(ENGINEER, run, List.of(train), List.of()));
        fixture.run(work -> work.logging().logInputs(ENGINEER, run, List.of(train), List.of()));
        fixture.run(work -> work.logging().logInputs(ENGINEER, other, List.of(test), List.of()));
        assertThat(content(run).inputs()).containsExactly(train);
        assertThat(content(other).inputs()).containsExactly(test);
        assertThat(fixture.count("SELECT count(*) FROM tracking.dataset WHERE name = 'credit'"))
                .isEqualTo(1);
    }

    @Test
    void writesToADeletedRunAreRefused() {
        String run = fixture.runningRun();
        fixture.run(work -> work.runs().delete(TrackingFixture.ENGINEER, run));
        assertThatThrownBy(() -> log(run, new Tag("t", "1")))
                .hasMessage("The run " + run + " must be in the 'active' state. Current state is deleted.");
        assertThatThrownBy(() -> log("f".repeat(32), new Tag("t", "1")))
                .hasMessage("Run with id=" + "f".repeat(32) + " not found");
    }

    @Test
    void manyClientsLogToOneRunWithoutDeadlock() throws Exception {
        String run = fixture.runningRun();
        int clients = 12;
        ExecutorService pool = Executors.newFixedThreadPool(clients);
        List<Future<?>> calls = new ArrayList<>();
        for (int client = 0; client < clients; client++) {
            int seed = client;
            calls.add(pool.submit(() -> logShuffled(run, new Random(seed))));
        }
        pool.shutdown();
        assertThat(pool.awaitTermination(2, TimeUnit.MINUTES)).isTrue();
        for (Future<?> call : calls) {
            call.get();
        }
        RunContent content = content(run);
        assertThat(content.metrics()).hasSize(40).allMatch(point -> point.step() == 9);
        assertThat(content.params()).hasSize(40);
        assertThat(points(run)).isEqualTo(400);
    }

    /** The same points, params and tags as everybody else, each time in another order. */
    private static void logShuffled(String run, Random random) {
        for (int step = 0; step < 10; step++) {
            int now = step;
            List<MetricPoint> points = new ArrayList<>(IntStream.range(0, 40)
                    .mapToObj(i -> new MetricPoint("crowd-" + i, now, now, now))
                    .toList());
            List<Param> params = new ArrayList<>(IntStream.range(0, 40)
                    .mapToObj(i -> new Param("p" + i, "same"))
                    .toList());
            List<Tag> tags = new ArrayList<>(IntStream.range(0, 40)
                    .mapToObj(i -> new Tag("t" + i, "v" + now))
                    .toList());
            Collections.shuffle(points, random);
            Collections.shuffle(params, random);
            Collections.shuffle(tags, random);
            fixture.run(work -> work.logging().log(ENGINEER, run, points, params, tags));
        }
    }
}

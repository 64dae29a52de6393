package io.countersign.tracking.view;

import static io.countersign.tracking.control.TrackingFixture.ENGINEER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.Reach;
import io.countersign.platform.json.Json;
import io.countersign.platform.paging.PageToken;
import io.countersign.tracking.comment.RunComments;
import io.countersign.tracking.control.TrackingFixture;
import io.countersign.tracking.entity.Dataset;
import io.countersign.tracking.entity.DatasetInput;
import io.countersign.tracking.entity.Lifecycle;
import io.countersign.tracking.entity.MetricPoint;
import io.countersign.tracking.entity.Param;
import io.countersign.tracking.entity.Tag;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RunViewsIT {
    private static TrackingFixture fixture;

    @BeforeAll
    static void start() {
        fixture = new TrackingFixture();
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    private static <T> T view(Function<RunViews, T> read) {
        return fixture.in(
                work -> read.apply(new RunViews(work.database(), work.runs(), work.search(), work.history())));
    }

    private static void log(String run, List<MetricPoint> metrics, List<Param> params) {
        fixture.run(work -> work.logging().log(ENGINEER, run, metrics, params, List.of()));
    }

    private static Dataset dataset(String digest) {
        return new Dataset("credit", digest, "local", "{}", null, null);
    }

    @Test
    void aRunIsShownWithAllThatItHolds() {
        String parent = fixture.runningRun();
        String run = fixture.runningRun("0", List.of(new Tag("mlflow.parentRunId", parent)));
        log(
                run,
                List.of(new MetricPoint("auc", 0.8, 1, 0), new MetricPoint("nan", Double.NaN, 1, 0)),
                List.of(new Param("seed", "7")));
        fixture.uses(run, new DatasetInput(dataset("d1"), List.of(new Tag(Tag.DATASET_CONTEXT, "train"))));
        fixture.run(work -> new RunComments(work.database(), fixture.audit()).write(ENGINEER, run, "why", null));
        fixture.finish(run);
        JsonNode json = Json.mapper().valueToTree(view(views -> views.detail(ENGINEER, run)));
        assertThat(json.path("id").textValue()).isEqualTo(run);
        assertThat(json.path("experiment").textValue()).isEqualTo("Default");
        assertThat(json.path("status").textValue()).isEqualTo("FINISHED");
        assertThat(json.at("/startedBy/subject").textValue()).isEqualTo("engineer-1");
        assertThat(json.path("userId").textValue()).isEqualTo("someone-else");
        assertThat(json.at("/metrics/nan").textValue()).isEqualTo("NaN");
        assertThat(json.at("/metrics/auc").doubleValue()).isEqualTo(0.8);
        assertThat(json.at("/params/seed").textValue()).isEqualTo("7");
        assertThat(json.path("parentRunId").textValue()).isEqualTo(parent);
        assertThat(json.at("/datasets/0/node").textValue()).isEqualTo("dataset:mlflow:credit@d1");
        assertThat(json.at("/datasets/0/context").textValue()).isEqualTo("train");
        assertThat(json.path("sealed").textValue()).isEqualTo("sealed");
        assertThat(json.at("/seal/digest").textValue()).hasSize(64);
        assertThat(json.path("commentCount").intValue()).isOne();
        assertThat(json.path("legalHold").booleanValue()).isFalse();
        assertThat(json.at("/reproducibility/items")).hasSize(9);
        JsonNode above = Json.mapper().valueToTree(view(views -> views.detail(ENGINEER, parent)));
        assertThat(above.at("/childRuns/0/id").textValue()).isEqualTo(run);
        assertThat(above.path("sealed").textValue()).isEqualTo("open");
        log(run, List.of(), List.of(new Param("late", "1")));
        assertThat(view(views -> views.detail(ENGINEER, run)).summary().sealed())
                .isEqualTo("dirty");
    }

    @Test
    void runsSideBySideShowWhereTheyDiffer() {
        String one = fixture.runningRun();
        String other = fixture.runningRun();
        log(
                one,
                List.of(new MetricPoint("auc", 0.8, 1, 0)),
                List.of(new Param("trees", "100"), new Param("same", "x")));
        log(
                other,
                List.of(new MetricPoint("auc", 0.9, 1, 0), new MetricPoint("ks", 0.4, 1, 0)),
                List.of(new Param("trees", "200"), new Param("same", "x")));
        fixture.uses(one, new DatasetInput(dataset("d1"), List.of(new Tag(Tag.DATASET_CONTEXT, "train"))));
        fixture.uses(other, new DatasetInput(dataset("d2"), List.of(new Tag(Tag.DATASET_CONTEXT, "train"))));
        RunComparison comparison = view(views -> views.compare(ENGINEER, List.of(one, other)));
        assertThat(comparison.runs()).extracting(RunComparison.Column::id).containsExactly(one, other);
        assertThat(comparison.params())
                .extracting(RunComparison.Row::name, RunComparison.Row::differs)
                .containsExactly(tuple("same", false), tuple("trees", true));
        assertThat(comparison.metrics())
                .extracting(RunComparison.Row::name, RunComparison.Row::differs)
                .containsExactly(tuple("auc", true), tuple("ks", true));
        assertThat(comparison.metrics().get(1).values()).containsOnlyKeys(other);
        assertThat(comparison.datasets()).singleElement().satisfies(row -> {
            assertThat(row.name()).isEqualTo("credit (train)");
            assertThat(row.values()).containsEntry(one, "d1").containsEntry(other, "d2");
        });
        assertThatThrownBy(() -> view(views -> views.compare(ENGINEER, List.of(one))))
                .hasMessageContaining("two to twenty");
        assertThatThrownBy(() -> view(views -> views.compare(ENGINEER, List.of(one, one))))
                .hasMessageContaining("different");
    }

    @Test
    void aLongSeriesIsThinnedOutAndKeepsItsEnds() {
        String run = fixture.runningRun();
        log(
                run,
                IntStream.range(0, 1_000)
                        .mapToObj(i -> new MetricPoint("loss", i, i, i))
                        .toList(),
                List.of());
        RunViews.Series series = view(views -> views.series(ENGINEER, run, "loss", 100));
        assertThat(series.total()).isEqualTo(1_000);
        assertThat(series.points()).hasSizeBetween(50, 103);
        assertThat(series.points().get(0).step()).isZero();
        assertThat(series.points().get(series.points().size() - 1).step()).isEqualTo(999);
        assertThat(view(views -> views.series(ENGINEER, run, "unknown", 100)).points())
                .isEmpty();
    }

    @Test
    void listsAreFilteredPagedAndCutToTheReach() {
        String name = "list-" + UUID.randomUUID();
        String experiment = fixture.in(
                work -> Long.toString(work.experiments().create(ENGINEER, name, "", List.of(new Tag("team", "risk")))));
        List<String> runs = IntStream.range(0, 3)
                .mapToObj(i -> fixture.runningRun(experiment, List.of()))
                .toList();
        log(runs.get(0), List.of(new MetricPoint("auc", 0.9, 1, 0)), List.of());
        fixture.run(work -> work.runs().delete(ENGINEER, runs.get(2)));
        var first = view(views -> views.list(
                ENGINEER,
                List.of(experiment),
                "",
                List.of("metrics.auc DESC"),
                EnumSet.of(Lifecycle.ACTIVE),
                PageToken.parse(null),
                1));
        assertThat(first.items()).extracting(RunView.Summary::id).containsExactly(runs.get(0));
        assertThat(first.nextPageToken()).isNotNull();
        assertThat(view(views -> views.list(
                                ENGINEER,
                                List.of(),
                                "metrics.auc = 0.9 and attributes.run_id = '" + runs.get(0) + "'",
                                List.of(),
                                EnumSet.allOf(Lifecycle.class),
                                PageToken.parse(null),
                                9))
                        .items())
                .hasSize(1);
        Actor far = TrackingFixture.reaching("far", new Reach.Limit(Reach.Kind.EXPERIMENT, "other", true));
        assertThat(view(views -> views.list(
                                far,
                                List.of(experiment),
                                "",
                                List.of(),
                                EnumSet.allOf(Lifecycle.class),
                                PageToken.parse(null),
                                9))
                        .items())
                .isEmpty();
        assertThatThrownBy(() -> view(views -> views.detail(far, runs.get(0)))).hasMessageContaining("do not reach");
        assertThatThrownBy(() -> view(views -> views.scoreCard(far, runs.get(0))))
                .hasMessageContaining("do not reach");
        assertThatThrownBy(() -> view(views -> views.series(far, runs.get(0), "auc", 10)))
                .hasMessageContaining("do not reach");
        var experiments = fixture.in(work -> new ExperimentViews(work.database())
                .list(
                        ENGINEER,
                        EnumSet.of(Lifecycle.ACTIVE),
                        name.toUpperCase(java.util.Locale.ROOT),
                        PageToken.parse(null),
                        9));
        assertThat(experiments.items()).singleElement().satisfies(view -> {
            assertThat(view.activeRuns()).isEqualTo(2);
            assertThat(view.tags()).containsEntry("team", "risk");
        });
        assertThat(fixture.in(work -> new ExperimentViews(work.database())
                                .list(far, EnumSet.of(Lifecycle.ACTIVE), "", PageToken.parse(null), 9))
                        .items())
                .isEmpty();
        assertThatThrownBy(() -> fixture.in(work -> new ExperimentViews(work.database()).get(far, experiment)))
                .hasMessageContaining("do not reach");
        assertThatThrownBy(() -> fixture.in(work -> new ExperimentViews(work.database()).get(ENGINEER, "999999")))
                .hasMessageContaining("no experiment");
    }
}

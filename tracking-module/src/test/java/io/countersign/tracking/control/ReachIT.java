package io.countersign.tracking.control;

import static io.countersign.tracking.control.TrackingFixture.ENGINEER;
import static io.countersign.tracking.control.TrackingFixture.reaching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.Reach;
import io.countersign.platform.paging.PageToken;
import io.countersign.platform.problem.ProblemException;
import io.countersign.platform.problem.ProblemType;
import io.countersign.tracking.entity.Lifecycle;
import io.countersign.tracking.entity.MetricPoint;
import io.countersign.tracking.entity.ModelStatus;
import io.countersign.tracking.entity.ModelUse;
import io.countersign.tracking.entity.RunStatus;
import io.countersign.tracking.entity.Tag;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An engineer whose grants name one experiment meets another one. */
class ReachIT {
    private static final String MARK = UUID.randomUUID().toString();
    private static final Actor NARROW =
            reaching("narrow", new Reach.Limit(Reach.Kind.EXPERIMENT, MARK + "-mine", false));
    private static final Actor PREFIX = reaching("prefix", new Reach.Limit(Reach.Kind.EXPERIMENT, MARK, true));

    private static TrackingFixture fixture;
    private static String mine;
    private static String other;
    private static String otherRun;
    private static String otherModel;

    @BeforeAll
    static void start() {
        fixture = new TrackingFixture();
        mine = experiment(MARK + "-mine");
        other = experiment(MARK + "-other");
        otherRun = fixture.runningRun(other, List.of());
        fixture.runningRun(mine, List.of());
        otherModel = fixture.in(
                work -> work.models().create(ENGINEER, model(other)).info().modelId());
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    private static String experiment(String name) {
        return fixture.in(work -> Long.toString(work.experiments().create(ENGINEER, name, "", List.of())));
    }

    private static LoggedModels.Start model(String experiment) {
        return new LoggedModels.Start(experiment, "m", "", null, List.of(), List.of());
    }

    static Stream<Arguments> calls() {
        return Stream.of(
                call("experiments/create", (w, a) -> w.experiments().create(a, MARK + "-new", "", List.of())),
                call("experiments/get", (w, a) -> w.experiments().get(a, other)),
                call("experiments/get-by-name", (w, a) -> w.experiments().byName(a, MARK + "-other")),
                call("experiments/update", (w, a) -> w.experiments().rename(a, other, MARK + "-x")),
                call("experiments/delete", (w, a) -> w.experiments().delete(a, other)),
                call("experiments/set-tag", (w, a) -> w.experiments().setTag(a, other, new Tag("a", "b"))),
                call("experiments/delete-tag", (w, a) -> w.experiments().deleteTag(a, other, "a")),
                call("a rename out of reach", (w, a) -> w.experiments().rename(a, mine, MARK + "-x")),
                call("runs/create", (w, a) -> w.runs().create(a, new Runs.Start(other, null, "", 0, List.of()))),
                call("runs/get", (w, a) -> w.runs().get(a, otherRun)),
                call("runs/update", (w, a) -> w.runs().update(a, otherRun, RunStatus.FINISHED, null, null)),
                call("runs/delete", (w, a) -> w.runs().delete(a, otherRun)),
                call("runs/restore", (w, a) -> w.runs().restore(a, otherRun)),
                call("runs/log-batch", (w, a) -> w.logging()
                        .log(a, otherRun, List.of(new MetricPoint("m", 1, 1, 1)), List.of(), List.of())),
                call("runs/log-metric", (w, a) -> w.quick()
                        .log(
                                a,
                                otherRun,
                                new RunLogging.Batch(
                                        List.of(new MetricPoint("m", 1, 1, 1)), List.of(), List.of(), List.of()))),
                call("runs/log-inputs", (w, a) -> w.logging().logInputs(a, otherRun, List.of(), List.of())),
                call("runs/delete-tag", (w, a) -> w.logging().deleteTag(a, otherRun, Tag.RUN_NAME)),
                call(
                        "runs/log-model",
                        (w, a) -> w.modelHistory()
                                .log(
                                        a,
                                        otherRun,
                                        "{\"artifact_path\":\"a\",\"flavors\":{},\"utc_time_created\":\"t\",\"run_id\":\"r\"}")),
                call("metrics/get-history", (w, a) -> w.history().series(a, otherRun, "m")),
                call("artifacts/list", (w, a) -> w.artifacts().list(a, new Artifacts.Place(otherRun, ""))),
                call("artifact upload", (w, a) -> w.artifacts().requireWritable(a, otherRun)),
                call("artifact delete", (w, a) -> w.artifacts().remove(a, new Artifacts.Place(otherRun, "x"))),
                call("logged-models/create", (w, a) -> w.models().create(a, model(other))),
                call("logged-models/get", (w, a) -> w.models().get(a, otherModel, false)),
                call("logged-models/finish", (w, a) -> w.models().finish(a, otherModel, ModelStatus.READY)),
                call("logged-models/delete", (w, a) -> w.models().delete(a, otherModel)),
                call("logged-models/tags", (w, a) -> w.models().setTags(a, otherModel, List.of())),
                call("logged-models/params", (w, a) -> w.models().logParams(a, otherModel, List.of())),
                call("logged model's files", (w, a) -> w.artifacts().list(a, new Artifacts.Place(otherModel, ""))),
                call("an output of a model out of reach", (w, a) -> w.logging()
                        .logOutputs(
                                a,
                                w.runs()
                                        .create(a, new Runs.Start(mine, null, "", 0, List.of()))
                                        .run()
                                        .runId(),
                                List.of(new ModelUse(otherModel, ModelUse.Use.OUTPUT, 0)))));
    }

    private static Arguments call(String name, BiConsumer<TrackingFixture.Work, Actor> call) {
        return Arguments.of(name, call);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("calls")
    void whatIsOutOfReachIsForbidden(String name, BiConsumer<TrackingFixture.Work, Actor> call) {
        int entries = fixture.audit().events.size();
        assertThatThrownBy(() -> fixture.run(work -> call.accept(work, NARROW)))
                .isInstanceOfSatisfying(ProblemException.class, refused -> assertThat(refused.type())
                        .isEqualTo(ProblemType.FORBIDDEN));
        boolean wroteBefore = name.startsWith("an output");
        assertThat(fixture.audit().events.size() - entries).isEqualTo(wroteBefore ? 1 : 0);
    }

    @Test
    void searchesShowOnlyWhatIsInReach() {
        assertThat(experiments(NARROW)).containsExactly(MARK + "-mine");
        assertThat(experiments(PREFIX)).containsExactly(MARK + "-other", MARK + "-mine");
        assertThat(experiments(reaching("nothing"))).isEmpty();
        assertThat(runs(NARROW)).containsOnly(Long.parseLong(mine));
        assertThat(runs(PREFIX)).contains(Long.parseLong(mine), Long.parseLong(other));
        assertThat(models(NARROW)).isEmpty();
        assertThat(models(PREFIX)).containsExactly(otherModel);
        assertThat(datasets(NARROW)).isEmpty();
    }

    private static List<DatasetSummaries.Summary> datasets(Actor actor) {
        return fixture.in(work -> work.datasets().of(actor, List.of(other)));
    }

    private static List<String> experiments(Actor actor) {
        ExperimentSearch.Query query =
                new ExperimentSearch.Query("name LIKE '" + MARK + "%'", Set.of(Lifecycle.ACTIVE), List.of());
        return fixture.in(work -> work.experimentSearch().find(actor, query, new PageToken(0), 100)).items().stream()
                .map(found -> found.experiment().name())
                .toList();
    }

    private static List<Long> runs(Actor actor) {
        RunSearch.Query query = new RunSearch.Query(List.of(mine, other), "", Set.of(Lifecycle.ACTIVE), List.of());
        return fixture.in(work -> work.search().find(actor, query, new PageToken(0), 100)).items().stream()
                .map(found -> found.run().experiment())
                .toList();
    }

    private static List<String> models(Actor actor) {
        ModelSearch.Query query = new ModelSearch.Query(List.of(mine, other), "", List.of(), List.of());
        return fixture.in(work -> work.modelSearch().find(actor, query, new PageToken(0), 100)).items().stream()
                .map(found -> found.info().modelId())
                .toList();
    }
}

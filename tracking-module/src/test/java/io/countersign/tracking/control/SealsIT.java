package io.countersign.tracking.control;

import static io.countersign.tracking.control.TrackingFixture.ENGINEER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.audit.AuditEvent;
import io.countersign.audit.EvidenceRequest;
import io.countersign.audit.Subject;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.Authentication;
import io.countersign.platform.actor.Reach;
import io.countersign.platform.actor.Role;
import io.countersign.platform.problem.ProblemException;
import io.countersign.tracking.RunId;
import io.countersign.tracking.RunStarter;
import io.countersign.tracking.SealedRun;
import io.countersign.tracking.control.TrackingFixture.Work;
import io.countersign.tracking.entity.Dataset;
import io.countersign.tracking.entity.DatasetInput;
import io.countersign.tracking.entity.MetricPoint;
import io.countersign.tracking.entity.Param;
import io.countersign.tracking.entity.RunStatus;
import io.countersign.tracking.entity.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SealsIT {
    private static final Dataset DATASET = new Dataset("credit", "d1", "local", "{}", null, null);

    private static TrackingFixture fixture;

    @BeforeAll
    static void start() {
        fixture = new TrackingFixture();
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    private static String finishedRun() {
        String run = fixture.runningRun();
        fixture.run(work -> work.logging()
                .log(
                        ENGINEER,
                        run,
                        List.of(new MetricPoint("auc", 0.8, 10, 0), new MetricPoint("nan", Double.NaN, 10, 0)),
                        List.of(new Param("trees", "100")),
                        List.of(new Tag("team", "risk"))));
        fixture.run(work -> work.logging()
                .logInputs(
                        ENGINEER,
                        run,
                        List.of(new DatasetInput(DATASET, List.of(new Tag(Tag.DATASET_CONTEXT, "train")))),
                        List.of()));
        publish(run, "model/MLmodel", 'a');
        fixture.finish(run);
        return run;
    }

    private static void publish(String run, String path, char content) {
        String digest = Sha256.hex(new byte[] {(byte) content});
        fixture.run(work -> work.artifacts()
                .publish(
                        ENGINEER,
                        new Artifacts.Place(run, path),
                        "runs/" + run + "/" + path.hashCode() + content,
                        new ArtifactStore.StoredBytes(1, digest)));
    }

    private static SealedRun sealed(String run) {
        return fixture.in(work -> work.tracking().sealed(new RunId(run), ENGINEER));
    }

    private static boolean holds(String run, String digest) {
        return fixture.in(work -> work.tracking().sealHolds(new RunId(run), digest));
    }

    @Test
    void endingARunSealsItWithOneEntry() {
        String run = finishedRun();
        assertThat(fixture.audit().actions(run)).containsExactly("run.created", "run.sealed");
        AuditEvent entry = fixture.audit().about(run).get(1);
        SealedRun sealed = sealed(run);
        assertThat(entry.facts())
                .containsEntry("digest", sealed.sealDigest())
                .containsEntry("artifactRoot", sealed.artifacts().rootDigest())
                .containsEntry("resealed", false);
        assertThat(holds(run, sealed.sealDigest())).isTrue();
        assertThat(fixture.audit().actions(run)).hasSize(2);
    }

    @Test
    void theSealedRunTellsWhatItHoldsAndWhoAnswersForIt() {
        String run = finishedRun();
        SealedRun sealed = sealed(run);
        assertThat(sealed.status()).isEqualTo("FINISHED");
        assertThat(sealed.experiment()).isEqualTo("Default");
        assertThat(sealed.startedBy()).isEqualTo("engineer-1");
        assertThat(sealed.startedByName()).isEqualTo("Edda Engineer");
        assertThat(sealed.startedAt()).isEqualTo(Instant.ofEpochMilli(1_000));
        assertThat(sealed.endedAt()).isEqualTo(Instant.ofEpochMilli(2_000));
        assertThat(sealed.params()).containsExactly(Map.entry("trees", "100"));
        assertThat(sealed.metrics()).containsEntry("auc", 0.8).containsEntry("nan", Double.NaN);
        assertThat(sealed.datasets()).singleElement().satisfies(use -> assertThat(use.context())
                .isEqualTo("train"));
        assertThat(sealed.artifacts().files()).singleElement().satisfies(file -> assertThat(file.path())
                .isEqualTo("model/MLmodel"));
        assertThat(fixture.<String>in(
                        work -> work.tracking().startedBy(new RunId(run)).orElseThrow()))
                .isEqualTo("engineer-1");
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                change("a param", (work, run) -> work.logging()
                        .log(ENGINEER, run, List.of(), List.of(new Param("new", "")), List.of())),
                change("a tag", (work, run) -> work.logging()
                        .log(ENGINEER, run, List.of(), List.of(), List.of(new Tag("team", "sales")))),
                change("a point that is not the latest", (work, run) -> work.logging()
                        .log(ENGINEER, run, List.of(new MetricPoint("auc", 0.1, 1, -5)), List.of(), List.of())),
                change("zero beside NaN", (work, run) -> work.logging()
                        .log(ENGINEER, run, List.of(new MetricPoint("nan", 0, 10, 0)), List.of(), List.of())),
                change("a dataset's use", (work, run) -> work.logging()
                        .logInputs(
                                ENGINEER,
                                run,
                                List.of(new DatasetInput(DATASET, List.of(new Tag(Tag.DATASET_CONTEXT, "test")))),
                                List.of())),
                change("a dataset", (work, run) -> work.logging()
                        .logInputs(
                                ENGINEER,
                                run,
                                List.of(new DatasetInput(
                                        new Dataset("other", "d2", "local", "{}", null, null), List.of())),
                                List.of())),
                change("the bytes of an artifact", (work, run) -> work.artifacts()
                        .publish(
                                ENGINEER,
                                new Artifacts.Place(run, "model/MLmodel"),
                                "runs/" + run + "/again",
                                new ArtifactStore.StoredBytes(1, Sha256.hex(new byte[] {'b'})))),
                change("an artifact gone", (work, run) -> work.artifacts()
                        .remove(ENGINEER, new Artifacts.Place(run, "model"))),
                change("the name", (work, run) -> work.runs().update(ENGINEER, run, null, null, "another")),
                change("the status", (work, run) -> work.runs().update(ENGINEER, run, RunStatus.FAILED, null, null)),
                change("the end", (work, run) -> work.runs().update(ENGINEER, run, null, 3_000L, null)));
    }

    /** Something that happens to a run. */
    interface Change {
        void to(Work work, String run);
    }

    private static Arguments change(String what, Change change) {
        return Arguments.of(what, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    void anyChangeBreaksTheSealAndIsResealedWithAnotherDigest(String what, Change change) {
        String run = finishedRun();
        String before = sealed(run).sealDigest();
        fixture.run(work -> change.to(work, run));
        assertThat(holds(run, before)).isFalse();
        SealedRun after = sealed(run);
        assertThat(after.sealDigest()).isNotEqualTo(before);
        assertThat(holds(run, after.sealDigest())).isTrue();
        assertThat(fixture.audit().actions(run)).containsExactly("run.created", "run.sealed", "run.sealed");
    }

    @ParameterizedTest(name = "{0} edited in the database")
    @MethodSource("tampering")
    void editingRowsBehindTheProductsBackBreaksTheSeal(String sql) throws Exception {
        String run = finishedRun();
        String before = sealed(run).sealDigest();
        try (var connection = fixture.database().superuser().getConnection()) {
            assertThat(Sql.update(connection, sql, run)).isPositive();
        }
        assertThat(holds(run, before)).isFalse();
    }

    static Stream<String> tampering() {
        String own = " = (SELECT id FROM tracking.run WHERE run_id = ?)";
        return Stream.of(
                "UPDATE tracking.metric_point SET value = 0.9 WHERE run" + own,
                "UPDATE tracking.param SET value = '200' WHERE run" + own,
                "DELETE FROM tracking.metric_point WHERE run" + own,
                "UPDATE tracking.run SET started_by = 'somebody' WHERE run_id = ?");
    }

    @Test
    void starterIsTheTokenThatMadeTheRun() {
        Actor pipeline = new Actor(
                Actor.Kind.API_KEY,
                "key:7",
                "nightly training",
                Set.of(Role.VALIDATOR, Role.ENGINEER),
                "ci",
                null,
                "request-1",
                new Authentication(Authentication.Method.API_KEY, null, null),
                "engineer-9",
                Reach.everything());
        Runs.Start start = new Runs.Start("0", null, "somebody-else", 1_000, List.of());
        RunId byKey = fixture.in(
                work -> new RunId(work.runs().create(pipeline, start).run().runId()));
        RunId byPerson = new RunId(fixture.runningRun());

        assertThat(starter(byKey))
                .contains(new RunStarter(
                        "engineer-9", "nightly training", Actor.Kind.API_KEY, Set.of(Role.ENGINEER, Role.VALIDATOR)));
        assertThat(starter(byPerson))
                .contains(new RunStarter("engineer-1", "Edda Engineer", Actor.Kind.PERSON, Set.of(Role.ENGINEER)));
        assertThat(starter(new RunId("0".repeat(32)))).isEmpty();
        assertThat(fixture.count(
                        "SELECT count(*) FROM tracking.run WHERE run_id = ? AND started_kind = 'API_KEY'"
                                + " AND started_roles = 'engineer,validator'",
                        byKey.value()))
                .isEqualTo(1);
    }

    private static Optional<RunStarter> starter(RunId run) {
        return fixture.in(work -> work.tracking().starter(run));
    }

    @Test
    void aRepeatedWriteThatChangesNothingNeedsNoNewEntry() {
        String run = finishedRun();
        String before = sealed(run).sealDigest();
        fixture.run(
                work -> work.logging().log(ENGINEER, run, List.of(), List.of(new Param("trees", "100")), List.of()));
        assertThat(sealed(run).sealDigest()).isEqualTo(before);
        assertThat(fixture.audit().actions(run)).containsExactly("run.created", "run.sealed");
    }

    @Test
    void runningUnknownAndDeletedRunsAreNotSealed() {
        String running = fixture.runningRun();
        assertThatThrownBy(() -> sealed(running))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("has not ended");
        assertThatThrownBy(() -> sealed("f".repeat(32))).hasMessageContaining("There is no run");
        assertThat(holds("f".repeat(32), "00")).isFalse();
        String deleted = finishedRun();
        fixture.run(work -> work.runs().delete(ENGINEER, deleted));
        fixture.run(work -> work.runs().delete(ENGINEER, deleted));
        assertThatThrownBy(() -> sealed(deleted)).hasMessageContaining("There is no run");
        fixture.run(work -> work.runs().restore(ENGINEER, deleted));
        assertThat(sealed(deleted).id()).isEqualTo(new RunId(deleted));
        assertThat(fixture.audit().actions(deleted))
                .containsExactly("run.created", "run.sealed", "run.deleted", "run.restored");
    }

    @Test
    void theSealerWaitsForWritersThatAreHalfWayThrough() throws Exception {
        String run = finishedRun();
        CountDownLatch written = new CountDownLatch(1);
        CountDownLatch mayCommit = new CountDownLatch(1);
        Consumer<Work> slow = work -> {
            work.logging().log(ENGINEER, run, List.of(), List.of(new Param("late", "1")), List.of());
            written.countDown();
            await(mayCommit);
        };
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> fixture.run(slow));
        await(written);
        CompletableFuture<SealedRun> sealer = CompletableFuture.supplyAsync(() -> sealed(run));
        assertThatThrownBy(() -> sealer.get(300, TimeUnit.MILLISECONDS))
                .isInstanceOf(java.util.concurrent.TimeoutException.class);
        mayCommit.countDown();
        writer.get(10, TimeUnit.SECONDS);
        assertThat(sealer.get(10, TimeUnit.SECONDS).params()).containsKey("late");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Test
    void evidenceNamesTheSealAndItsEntry() {
        String run = finishedRun();
        SealedRun sealed = sealed(run);
        var evidence = fixture.in(work ->
                        work.evidence().gather(new EvidenceRequest(new Subject("run", run), Instant.now(), List.of())))
                .orElseThrow();
        assertThat(evidence.fields())
                .containsOnlyKeys(
                        "id",
                        "name",
                        "experiment",
                        "status",
                        "startedBy",
                        "startedAt",
                        "endedAt",
                        "params",
                        "metrics",
                        "tags",
                        "datasets",
                        "artifacts",
                        "reproducibility",
                        "sealDigest")
                .containsEntry("sealDigest", sealed.sealDigest());
        assertThat(evidence.entries()).containsExactly(sealed.sealEntry());
    }
}

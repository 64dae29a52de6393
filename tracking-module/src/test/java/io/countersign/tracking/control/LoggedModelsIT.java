package io.countersign.tracking.control;

import static io.countersign.tracking.control.TrackingFixture.ENGINEER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.platform.mlflow.MlflowErrorCode;
import io.countersign.platform.mlflow.MlflowException;
import io.countersign.platform.paging.PageToken;
import io.countersign.platform.problem.ProblemException;
import io.countersign.tracking.ArtifactManifest;
import io.countersign.tracking.LoggedModel;
import io.countersign.tracking.RunId;
import io.countersign.tracking.entity.Lifecycle;
import io.countersign.tracking.entity.MetricPoint;
import io.countersign.tracking.entity.ModelMetric;
import io.countersign.tracking.entity.ModelStatus;
import io.countersign.tracking.entity.ModelUse;
import io.countersign.tracking.entity.Param;
import io.countersign.tracking.entity.Tag;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoggedModelsIT {
    @TempDir
    static Path directory;

    private static TrackingFixture fixture;
    private static ArtifactStore store;

    @BeforeAll
    static void start() throws IOException {
        fixture = new TrackingFixture();
        store = new FileArtifactStore(directory);
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    private static String model(String experiment, String run, String name) {
        LoggedModels.Start start = new LoggedModels.Start(
                experiment,
                name,
                "Classifier",
                run,
                List.of(new Param("depth", "3")),
                List.of(new Tag("team", "risk")));
        return fixture.in(work -> work.models().create(ENGINEER, start).info().modelId());
    }

    private static void upload(String model, String path, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        fixture.run(work -> new ArtifactTransfers(work.artifacts(), store)
                .upload(ENGINEER, new Artifacts.Place(model, path), new ByteArrayInputStream(bytes), bytes.length));
    }

    private static LoggedModels.Loaded get(String model) {
        return fixture.in(work -> work.models().get(ENGINEER, model, false));
    }

    private static void assertRefused(MlflowErrorCode code, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(MlflowException.class, refused -> assertThat(refused.code())
                        .isEqualTo(code));
    }

    @Test
    void aModelIsMadeFilledFinishedAndBoundToItsBytes() {
        String run = fixture.runningRun();
        String model = model("0", run, "credit");
        assertThat(model).matches("m-[0-9a-f]{32}");
        assertThat(get(model).info().status()).isEqualTo(ModelStatus.PENDING);
        assertThat(get(model).info().artifactUri()).isEqualTo("mlflow-artifacts:/0/models/" + model + "/artifacts");
        assertThat(fixture.<Optional<Artifacts.Place>>in(
                        work -> work.artifacts().locate("0/models/" + model + "/artifacts/MLmodel")))
                .contains(new Artifacts.Place(model, "MLmodel"));
        upload(model, "MLmodel", "hello");
        fixture.run(work -> work.models().finish(ENGINEER, model, ModelStatus.READY));
        fixture.run(work -> work.models().finish(ENGINEER, model, ModelStatus.READY));
        ArtifactManifest manifest = fixture.in(work -> work.tracking().modelManifest(model));
        assertThat(manifest.files()).singleElement().satisfies(file -> assertThat(file.sha256())
                .isEqualTo("2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"));
        assertThat(fixture.audit().actions(model)).containsExactly("logged-model.created", "logged-model.finished");
        assertThat(fixture.audit().about(model).get(1).facts())
                .containsEntry("status", "LOGGED_MODEL_READY")
                .containsEntry("artifactRoot", manifest.rootDigest());
        upload(model, "MLmodel", "changed afterwards");
        assertThat(fixture.audit().actions(model)).last().isEqualTo("logged-model.artifacts-changed");
        LoggedModel seen =
                fixture.in(work -> work.tracking().loggedModel(model)).orElseThrow();
        assertThat(seen.sourceRun()).contains(new RunId(run));
        assertThat(seen.createdBy()).isEqualTo("engineer-1");
        assertThat(seen.experiment()).isEqualTo("Default");
    }

    @Test
    void tagsAndParamsObeyTheRulesOfRuns() {
        String model = model("0", null, "credit");
        fixture.run(
                work -> work.models().setTags(ENGINEER, model, List.of(new Tag("team", "sales"), new Tag("a/b", ""))));
        assertThat(get(model).content().tags()).containsExactly(new Tag("a/b", ""), new Tag("team", "sales"));
        fixture.run(work -> work.models().deleteTag(ENGINEER, model, "a/b"));
        assertRefused(
                MlflowErrorCode.RESOURCE_DOES_NOT_EXIST,
                () -> fixture.run(work -> work.models().deleteTag(ENGINEER, model, "a/b")));
        fixture.run(work ->
                work.models().logParams(ENGINEER, model, List.of(new Param("depth", "3"), new Param("trees", "9"))));
        assertRefused(
                MlflowErrorCode.INVALID_PARAMETER_VALUE,
                () -> fixture.run(work -> work.models().logParams(ENGINEER, model, List.of(new Param("depth", "4")))));
        assertThat(get(model).content().params()).containsExactly(new Param("depth", "3"), new Param("trees", "9"));
        assertThat(fixture.audit().actions(model))
                .containsExactly(
                        "logged-model.created",
                        "logged-model.tagged",
                        "logged-model.untagged",
                        "logged-model.params-logged");
    }

    @Test
    void aDeletedModelIsGoneForAllButWhoAsksForDeletedOnes() {
        String model = model("0", null, "credit");
        fixture.run(work -> work.models().delete(ENGINEER, model));
        assertRefused(MlflowErrorCode.RESOURCE_DOES_NOT_EXIST, () -> get(model));
        assertRefused(
                MlflowErrorCode.RESOURCE_DOES_NOT_EXIST,
                () -> fixture.run(work -> work.models().delete(ENGINEER, model)));
        assertThat(fixture.in(work -> work.models().get(ENGINEER, model, true))
                        .info()
                        .lifecycle())
                .isEqualTo(Lifecycle.DELETED);
        assertRefused(MlflowErrorCode.RESOURCE_DOES_NOT_EXIST, () -> upload(model, "x", "y"));
        assertThat(fixture.<Optional<LoggedModel>>in(work -> work.tracking().loggedModel(model)))
                .isEmpty();
        assertThatThrownBy(() -> fixture.in(work -> work.tracking().modelManifest(model)))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void runsNameWhatWentInAndCameOutAndTheirSealCoversIt() {
        String run = fixture.runningRun();
        String in = model("0", null, "base");
        String out = model("0", run, "tuned");
        fixture.run(work ->
                work.logging().logInputs(ENGINEER, run, List.of(), List.of(new ModelUse(in, ModelUse.Use.INPUT, 0))));
        fixture.finish(run);
        String seal = fixture.in(work -> work.tracking().sealed(new RunId(run), ENGINEER))
                .sealDigest();
        fixture.run(
                work -> work.logging().logOutputs(ENGINEER, run, List.of(new ModelUse(out, ModelUse.Use.OUTPUT, 7))));
        assertThat(fixture.in(work -> work.runs().get(ENGINEER, run)).content().models())
                .containsExactly(new ModelUse(in, ModelUse.Use.INPUT, 0), new ModelUse(out, ModelUse.Use.OUTPUT, 7));
        assertThat(fixture.<Boolean>in(work -> work.tracking().sealHolds(new RunId(run), seal)))
                .isFalse();
        assertRefused(
                MlflowErrorCode.RESOURCE_DOES_NOT_EXIST,
                () -> fixture.run(work -> work.logging()
                        .logOutputs(
                                ENGINEER, run, List.of(new ModelUse("m-" + "0".repeat(32), ModelUse.Use.OUTPUT, 0)))));
    }

    @Test
    void metricsAboutAModelStandWithItTheLatestOfEachDataset() {
        String run = fixture.runningRun();
        String model = model("0", run, "credit");
        logAbout(run, model, "test", new MetricPoint("auc", 0.8, 10, 2));
        logAbout(run, model, "test", new MetricPoint("auc", 0.7, 11, 1));
        logAbout(run, model, "train", new MetricPoint("auc", Double.NaN, 10, 0));
        assertThat(get(model).content().metrics())
                .containsExactly(
                        new ModelMetric(model, run, "test", "d", new MetricPoint("auc", 0.8, 10, 2)),
                        new ModelMetric(model, run, "train", "d", new MetricPoint("auc", Double.NaN, 10, 0)));
        assertThat(fixture.in(work -> work.runs().get(ENGINEER, run)).content().metrics())
                .containsExactly(new MetricPoint("auc", 0.8, 10, 2));
    }

    private static void logAbout(String run, String model, String dataset, MetricPoint point) {
        fixture.run(work -> work.logging()
                .log(
                        ENGINEER,
                        run,
                        new RunLogging.Batch(
                                List.of(point),
                                List.of(),
                                List.of(),
                                List.of(new ModelMetric(model, run, dataset, "d", point)))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "| b a",
                "name = 'a' | a",
                "attributes.name LIKE '%' AND params.depth = '3' | b a",
                "tags.team != 'risk' |",
                "metrics.auc > 0.85 | b",
                "model_type = 'Classifier' AND status = 'PENDING' | b a",
                "creation_timestamp > 0 AND metrics.`auc` < 0.85 | a"
            })
    void isFoundByWhatWasLogged(String filter, String expected) {
        String experiment = fixture.in(work -> Long.toString(
                work.experiments().create(ENGINEER, UUID.randomUUID().toString(), "", List.of())));
        String run = fixture.runningRun(experiment, List.of());
        logAbout(run, model(experiment, run, "a"), "test", new MetricPoint("auc", 0.8, 1, 1));
        logAbout(run, model(experiment, run, "b"), "train", new MetricPoint("auc", 0.9, 1, 1));
        ModelSearch.Order byAuc = new ModelSearch.Order("metrics.auc", false, Optional.empty());
        assertThat(names(new ModelSearch.Query(
                        List.of(experiment), filter == null ? "" : filter, List.of(), List.of(byAuc))))
                .containsExactly(expected == null ? new String[0] : expected.split(" "));
    }

    @Test
    void metricsCountOnlyOnTheAskedDataset() {
        String experiment = fixture.in(work -> Long.toString(
                work.experiments().create(ENGINEER, UUID.randomUUID().toString(), "", List.of())));
        String run = fixture.runningRun(experiment, List.of());
        logAbout(run, model(experiment, run, "a"), "test", new MetricPoint("auc", 0.8, 1, 1));
        logAbout(run, model(experiment, run, "b"), "train", new MetricPoint("auc", 0.9, 1, 1));
        ModelSearch.Query query = new ModelSearch.Query(
                List.of(experiment), "metrics.auc > 0", List.of(new ModelSearch.OnDataset("test", "")), List.of());
        assertThat(names(query)).containsExactly("a");
        ModelSearch.Order nonsense = new ModelSearch.Order("tags.x; DROP TABLE run", true, Optional.empty());
        assertRefused(
                MlflowErrorCode.INVALID_PARAMETER_VALUE,
                () -> names(new ModelSearch.Query(List.of(experiment), "", List.of(), List.of(nonsense))));
    }

    private static List<String> names(ModelSearch.Query query) {
        return fixture.in(work -> work.modelSearch().find(ENGINEER, query, new PageToken(0), 10)).items().stream()
                .map(found -> found.info().name())
                .toList();
    }
}

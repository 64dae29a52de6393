package io.countersign.registry.control;

import static io.countersign.registry.control.RegistryFixture.person;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.platform.mlflow.MlflowException;
import io.countersign.platform.problem.ProblemException;
import io.countersign.platform.problem.ProblemType;
import io.countersign.registry.TransitionIntent;
import io.countersign.registry.VersionId;
import io.countersign.registry.entity.ModelVersion;
import io.countersign.registry.entity.RegisteredModel;
import io.countersign.tracking.RunId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ModelVersionsIT {
    private RegistryFixture fixture;

    @BeforeEach
    void start() {
        fixture = new RegistryFixture();
        fixture.modelWithVersions("credit", 0);
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void concurrentRegistrationsGetNumbersWithoutGapsOrDoubles() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(16);
        List<Future<VersionId>> registered = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            boolean fails = i % 8 == 0;
            registered.add(clients.submit(() -> fails ? registerInVain() : fixture.register("credit")));
        }
        List<Integer> numbers = new ArrayList<>();
        for (Future<VersionId> one : registered) {
            VersionId id = one.get(60, TimeUnit.SECONDS);
            if (id != null) {
                numbers.add(id.version());
            }
        }
        clients.shutdown();
        assertThat(numbers)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, 56).boxed().toList());
        assertThat(fixture.entries("model-version.created")).hasSize(56).doesNotHaveDuplicates();
    }

    /** Takes a number and rolls back. */
    private VersionId registerInVain() {
        RunId run = fixture.tracking.run("dave", RegistryFixture.manifest("model/MLmodel"));
        assertThatThrownBy(() -> fixture.run(in -> {
                    in.modelVersions.register(registration("runs:/" + run + "/model", null), person("greg"));
                    throw new IllegalStateException("rolled back");
                }))
                .hasMessageContaining("rolled back");
        return null;
    }

    @Test
    void registrationPinsTheBytesOfTheRun() {
        VersionId id = fixture.register("credit");
        assertThat(fixture.<Object>inTransaction(
                        in -> in.registry.version(id).orElseThrow().manifest()))
                .isEqualTo(RegistryFixture.manifest("model/MLmodel"));
        assertThat(fixture.rows("SELECT registered_by FROM registry.model_version"))
                .containsExactly("greg");
        assertThat(fixture.rows("SELECT path || ' ' || sha256 FROM registry.model_version_file"))
                .containsExactly("model/MLmodel " + "a".repeat(64));
        assertThat(fixture.rows("SELECT coalesce(from_stage, '-') || to_stage FROM registry.stage_change"))
                .containsExactly("-None");
    }

    @Test
    void sourceOfAnotherRunOrWithNothingInItIsRefused() {
        RunId run = fixture.tracking.run("dave", RegistryFixture.manifest("model/MLmodel"));
        RunId other = fixture.tracking.run("eve", RegistryFixture.manifest("model/MLmodel"));
        assertThatThrownBy(() -> register(registration("runs:/" + run + "/model", other)))
                .isInstanceOf(MlflowException.class)
                .hasMessageContaining("not to run " + other);
        assertThatThrownBy(() -> register(registration("runs:/" + run + "/nothing", null)))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> register(registration("runs:/0c1d/model", null)))
                .isInstanceOf(ProblemException.class);
        assertThat(fixture.rows("SELECT number FROM registry.model_version")).isEmpty();
        assertThat(fixture.entries("model-version.created")).isEmpty();
    }

    @Test
    void copyKeepsRunAndBytesOfTheOriginal() {
        VersionId original = fixture.register("credit");
        VersionId copy = register(registration("models:/credit/1", null));
        fixture.run(in -> {
            ModelVersion first = in.models.version(original);
            ModelVersion second = in.models.version(copy);
            assertThat(second.run()).isEqualTo(first.run());
            assertThat(second.binding()).isEqualTo(first.binding());
            assertThat(second.downloadUri()).isEqualTo(first.downloadUri());
            assertThat(second.source()).isEqualTo("models:/credit/1");
        });
    }

    @Test
    void loggedModelIsASourceWithItsRunItsBytesAndItsPlaceInTheLineage() {
        RunId run = fixture.tracking.run("dave", RegistryFixture.manifest("MLmodel"));
        String model = fixture.tracking.model(run);
        VersionId id = register(registration("models:/" + model, run));
        fixture.run(in -> {
            ModelVersion version = in.models.version(id);
            assertThat(version.run()).contains(run);
            assertThat(version.loggedModel()).contains(model);
            assertThat(version.downloadUri()).isEqualTo("mlflow-artifacts:/0/models/" + model + "/artifacts");
            assertThat(version.binding().orElseThrow().manifest()).isEqualTo(RegistryFixture.manifest("MLmodel"));
        });
        assertThat(fixture.edges.edges)
                .contains(
                        "run:" + run + " -> model-version:credit:1",
                        "logged-model:" + model + " -> model-version:credit:1");
        assertThatThrownBy(() -> register(registration("models:/m-" + "0".repeat(32), null)))
                .isInstanceOf(MlflowException.class)
                .hasMessageContaining("not found");
        assertThatThrownBy(() -> register(registration("models:/" + model, new RunId("other"))))
                .isInstanceOf(MlflowException.class);
    }

    @Test
    void sameModelNameTwiceIsRefused() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(8);
        List<Future<String>> results = IntStream.range(0, 8)
                .mapToObj(i -> clients.submit(() -> {
                    try {
                        fixture.run(in -> in.registeredModels.create("fraud", "", Map.of(), person("greg")));
                        return "created";
                    } catch (MlflowException refused) {
                        return refused.code().name();
                    }
                }))
                .toList();
        List<String> outcomes = new ArrayList<>();
        for (Future<String> result : results) {
            outcomes.add(result.get(60, TimeUnit.SECONDS));
        }
        clients.shutdown();
        assertThat(outcomes)
                .containsOnlyOnce("created")
                .contains("RESOURCE_ALREADY_EXISTS")
                .hasSize(8);
        assertThat(fixture.entries("registered-model.created")).containsExactly("credit", "fraud");
    }

    @Test
    void unguardedStageIsEnteredAtOnceAndGuardedOneIsNot() {
        VersionId first = fixture.register("credit");
        VersionId second = fixture.register("credit");
        assertThat(move(first, "Staging", false)).isTrue();
        assertThat(move(second, "Staging", true)).isTrue();
        assertThat(move(second, "Production", true)).isFalse();
        assertThat(fixture.rows("SELECT stage FROM registry.model_version ORDER BY number"))
                .containsExactly("Archived", "Staging");
        assertThat(fixture.entries("model-version.transitioned")).containsExactly("credit/1", "credit/2");
        assertThat(fixture.entries("model-version.archived")).containsExactly("credit/1");
    }

    @Test
    void archivingWhatIsInAnInactiveStageIsRefused() {
        VersionId first = fixture.register("credit");
        assertThatThrownBy(() -> move(first, "Archived", true)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> move(first, "Nowhere", false))
                .hasMessageContaining("Value must be one of None, Staging, Production, Archived.");
    }

    @Test
    void protectedAliasIsMovedByNoDirectCall() {
        VersionId first = fixture.register("credit");
        for (String alias : List.of("champion", "Champion", "production")) {
            assertThatThrownBy(() -> fixture.run(in -> in.aliases.point(alias, first, person("greg"))))
                    .isInstanceOfSatisfying(ProblemException.class, refusal -> assertThat(refusal.type())
                            .isEqualTo(ProblemType.FORBIDDEN));
        }
        assertThat(fixture.rows("SELECT alias FROM registry.model_alias")).isEmpty();
    }

    @Test
    void openAliasMovesAndGoes() {
        VersionId first = fixture.register("credit");
        VersionId second = fixture.register("credit");
        fixture.run(in -> in.aliases.point("best", first, person("greg")));
        fixture.run(in -> in.aliases.point("best", second, person("greg")));
        fixture.run(in -> in.aliases.point("best", second, person("greg")));
        assertThat(fixture.<VersionRow>inTransaction(in -> in.listing.aliased("credit", "best", person("greg"))))
                .satisfies(found -> assertThat(found.number()).isEqualTo(second.version()))
                .satisfies(found -> assertThat(found.aliases()).containsExactly("best"));
        fixture.run(in -> in.aliases.drop("credit", "best", person("greg")));
        fixture.run(in -> in.aliases.drop("credit", "best", person("greg")));
        assertThatThrownBy(() -> fixture.run(in -> in.listing.aliased("credit", "best", person("greg"))))
                .isInstanceOf(MlflowException.class)
                .hasMessage("Registered model alias best not found.");
        assertThat(fixture.rows(
                        "SELECT action || facts FROM registry.test_entry WHERE action LIKE 'alias%' ORDER BY id"))
                .hasSize(3)
                .satisfies(entries -> assertThat(entries.get(1)).contains("before=1", "after=2"))
                .satisfies(entries -> assertThat(entries.get(2)).startsWith("alias.deleted"));
    }

    @Test
    void searchFindsPagesAndLatestVersions() {
        fixture.modelWithVersions("fraud", 3);
        fixture.modelWithVersions("Credit-cards", 1);
        move(new VersionId("fraud", 1), "Staging", false);
        assertThat(names("name ilike 'CREDIT%'", List.of("name ASC")))
                .containsExactlyInAnyOrder("credit", "Credit-cards");
        assertThat(names("name LIKE 'credit%'", List.of())).containsExactly("credit");
        assertThat(names(null, List.of("last_updated_timestamp DESC")))
                .hasSize(3)
                .startsWith("fraud");
        fixture.run(in -> {
            var page = in.registeredModels.search(Search.of(null, null, 2, null, 100, 1000), person("greg"));
            var rest = in.registeredModels.search(
                    Search.of(null, null, 2, page.nextPageToken(), 100, 1000), person("greg"));
            assertThat(page.items()).hasSize(2);
            assertThat(rest.items()).hasSize(1);
            assertThat(rest.nextPageToken()).isNull();
            RegisteredModel fraud = in.models.model("fraud");
            assertThat(in.listing.latest("fraud", List.of(), person("greg")))
                    .extracting(version -> version.number() + version.stage())
                    .containsExactly("1Staging", "3None");
            assertThat(in.models.counts(List.of(fraud))).containsEntry(fraud.id(), 3L);
            assertThat(in.listing
                            .search(
                                    Search.of("name = 'fraud'", List.of("version_number ASC"), null, null, 10, 10),
                                    person("greg"))
                            .items())
                    .extracting(VersionRow::number)
                    .containsExactly(1, 2, 3);
        });
    }

    @Test
    void descriptionsAndTagsAreAudited() {
        VersionId first = fixture.register("credit");
        fixture.run(in -> in.registeredModels.describe("credit", "consumer loans", person("greg")));
        fixture.run(in -> in.registeredModels.tag("credit", "tier", "1", person("greg")));
        fixture.run(in -> in.modelVersions.describe(first, "October data", person("greg")));
        fixture.run(in -> in.modelVersions.tag(first, "region", "EU", person("greg")));
        assertThatThrownBy(() -> fixture.run(in -> in.modelVersions.tag(first, "a//b", "x", person("greg"))))
                .isInstanceOf(MlflowException.class);
        assertThat(fixture.rows("SELECT action FROM registry.test_entry ORDER BY id"))
                .containsExactly(
                        "registered-model.created",
                        "model-version.created",
                        "registered-model.updated",
                        "registered-model.tag-set",
                        "model-version.updated",
                        "model-version.tag-set");
        assertThat(fixture.rows("SELECT key || '=' || value FROM registry.model_version_tag"))
                .containsExactly("region=EU");
    }

    private List<String> names(String filter, List<String> orderBy) {
        return fixture.inTransaction(
                in -> in
                        .registeredModels
                        .search(Search.of(filter, orderBy, null, null, 100, 1000), person("greg"))
                        .items()
                        .stream()
                        .map(RegisteredModel::name)
                        .toList());
    }

    private boolean move(VersionId id, String stage, boolean archive) {
        return fixture.inTransaction(
                in -> in.transitions.movedAtOnce(new TransitionIntent(id, stage, archive, ""), person("greg")));
    }

    private VersionId register(Registration registration) {
        return fixture.inTransaction(
                in -> in.modelVersions.register(registration, person("greg")).id());
    }

    private static Registration registration(String source, RunId run) {
        return new Registration("credit", source, run, null, "", "", Map.of());
    }
}

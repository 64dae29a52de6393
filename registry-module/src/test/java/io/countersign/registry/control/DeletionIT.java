package io.countersign.registry.control;

import static io.countersign.registry.control.RegistryFixture.person;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.platform.actor.Actor;
import io.countersign.platform.mlflow.MlflowException;
import io.countersign.platform.problem.ProblemException;
import io.countersign.registry.TransitionIntent;
import io.countersign.registry.VersionId;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Renaming and deleting, and what neither they nor the database role can do to guarded stages and protected aliases. */
class DeletionIT {
    private static final Actor GREG = person("greg");
    private static final VersionId V1 = new VersionId("credit", 1);

    private RegistryFixture fixture;

    @BeforeEach
    void start() {
        fixture = new RegistryFixture();
        fixture.modelWithVersions("credit", 2);
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void renameKeepsVersionsTagsAndAliases() {
        fixture.run(in -> {
            in.registeredModels.tag("credit", "area", "loans", GREG);
            in.aliases.point("best", V1, GREG);
        });
        fixture.run(in -> in.registeredModels.rename("credit", "consumer-credit", GREG));
        fixture.run(in -> {
            assertThat(in.models.find("credit")).isEmpty();
            assertThat(in.models.model("consumer-credit").tags()).containsEntry("area", "loans");
            assertThat(in.listing.aliased("consumer-credit", "best", GREG).number())
                    .isEqualTo(1);
        });
        assertThat(fixture.rows(
                        "SELECT subject || facts FROM registry.test_entry WHERE action = 'registered-model.renamed'"))
                .singleElement()
                .asString()
                .startsWith("credit")
                .contains("after=consumer-credit");
    }

    @Test
    void renameToATakenNameIsRefused() {
        fixture.modelWithVersions("fraud", 0);
        assertThatThrownBy(() -> fixture.run(in -> in.registeredModels.rename("fraud", "credit", GREG)))
                .isInstanceOf(MlflowException.class)
                .hasMessageContaining("already exists");
        assertThat(fixture.entries("registered-model.renamed")).isEmpty();
    }

    @Test
    void deletedVersionLeavesItsNumberTakenItsHistoryAndNoAlias() {
        fixture.run(in -> in.aliases.point("best", new VersionId("credit", 2), GREG));
        fixture.run(in -> in.modelVersions.delete(new VersionId("credit", 2), GREG));
        assertThat(fixture.register("credit").version()).isEqualTo(3);
        assertThat(fixture.rows("SELECT alias FROM registry.model_alias")).isEmpty();
        assertThat(fixture.entries("model-version.deleted")).containsExactly("credit/2");
        assertThat(fixture.rows("SELECT count(*) FROM registry.stage_change")).containsExactly("3");
        assertThatThrownBy(() -> fixture.run(in -> in.models.version(new VersionId("credit", 2), GREG)))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void deletedModelLeavesItsHistoryAndItsNameBeginsAnew() {
        fixture.run(in -> in.registeredModels.delete("credit", GREG));
        assertThat(fixture.entries("registered-model.deleted")).containsExactly("credit");
        assertThat(fixture.entries("model-version.created")).hasSize(2);
        assertThatThrownBy(() -> fixture.run(in -> in.models.model("credit"))).isInstanceOf(ProblemException.class);
        fixture.modelWithVersions("credit", 1);
        assertThat(fixture.<List<VersionRow>>inTransaction(in -> in.listing
                        .search(Search.of("name = 'credit'", null, null, null, 10, 10), GREG)
                        .items()))
                .extracting(VersionRow::number)
                .containsExactly(1);
        assertThat(fixture.rows("SELECT count(*) FROM registry.registered_model WHERE name = 'credit'"))
                .containsExactly("2");
    }

    @Test
    void absentTagsAreDeletedWithoutAnEntry() {
        fixture.run(in -> {
            in.registeredModels.tag("credit", "area", "loans", GREG);
            in.registeredModels.untag("credit", "area", GREG);
            in.registeredModels.untag("credit", "area", GREG);
            in.modelVersions.tag(V1, "region", "EU", GREG);
            in.modelVersions.untag(V1, "region", GREG);
            in.modelVersions.untag(V1, "region", GREG);
        });
        assertThat(fixture.entries("registered-model.tag-deleted")).containsExactly("credit");
        assertThat(fixture.entries("model-version.tag-deleted")).containsExactly("credit/1");
        assertThat(fixture.rows("SELECT key FROM registry.model_version_tag")).isEmpty();
    }

    @Test
    void versionThatWasInAGuardedStageIsNeitherDeletedNorIsItsModelDeletedOrRenamed() {
        Promoting.promote(fixture, V1);
        refused(in -> in.modelVersions.delete(V1, GREG), "archived, not deleted");
        fixture.run(in -> in.transitions.movedAtOnce(new TransitionIntent(V1, "Archived", false, ""), GREG));
        refused(in -> in.modelVersions.delete(V1, GREG), "archived, not deleted");
        refused(in -> in.registeredModels.delete("credit", GREG), "was in a guarded stage");
        refused(in -> in.registeredModels.rename("credit", "other", GREG), "was in a guarded stage");
        fixture.run(in -> in.modelVersions.delete(new VersionId("credit", 2), GREG));
        assertThat(fixture.rows("SELECT number FROM registry.model_version WHERE deleted_at IS NULL"))
                .containsExactly("1");
    }

    @Test
    void openRequestKeepsVersionAndModel() {
        Promoting.pin(fixture, V1);
        refused(in -> in.modelVersions.delete(V1, GREG), "is open");
        refused(in -> in.registeredModels.rename("credit", "other", GREG), "is open");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE registry.model_version SET stage = 'Production', exclusive = true WHERE number = 2",
                "UPDATE registry.model_version SET deleted_at = now() WHERE number = 1",
                "UPDATE registry.model_version SET root_digest = repeat('0', 64) WHERE number = 2",
                "INSERT INTO registry.model_alias SELECT model_id, 'champion', 2 FROM registry.model_version WHERE number = 2",
                "UPDATE registry.stage SET guarded_by = NULL WHERE name = 'Production'",
                "UPDATE registry.stage SET name = 'Live' WHERE name = 'Production'",
                "DELETE FROM registry.protected_alias WHERE alias = 'champion'",
                "DELETE FROM registry.stage_change",
                "UPDATE registry.demand_outcome SET outcome = 'applied'",
                "DELETE FROM registry.model_version",
            })
    void databaseRoleOfTheApplicationCannotGoRoundTheWorkflow(String statement) {
        Promoting.promote(fixture, V1);
        List<String> before = state();
        assertThatThrownBy(() -> RegistryFixture.sql(fixture.database.application(), statement))
                .hasRootCauseInstanceOf(SQLException.class)
                .rootCause()
                .satisfies(refusal ->
                        assertThat(((SQLException) refusal).getSQLState()).isIn("42501", "23505", "23503"));
        assertThat(state()).isEqualTo(before);
    }

    private List<String> state() {
        return fixture.rows("SELECT number || stage || coalesce(deleted_at::text, '') || root_digest FROM"
                + " registry.model_version UNION ALL SELECT name || coalesce(guarded_by, '') FROM registry.stage"
                + " UNION ALL SELECT alias FROM registry.protected_alias UNION ALL SELECT alias FROM registry.model_alias"
                + " ORDER BY 1");
    }

    private void refused(Consumer<RegistryFixture.Registries> deed, String why) {
        int entries = fixture.rows("SELECT id FROM registry.test_entry").size();
        assertThatThrownBy(() -> fixture.run(deed))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(why);
        assertThat(fixture.rows("SELECT id FROM registry.test_entry")).hasSize(entries);
    }

    @Test
    void whatHappensIsTold() {
        fixture.told.clear();
        fixture.run(in -> {
            in.registeredModels.create("fraud", "d", Map.of("a", "b"), GREG);
            in.registeredModels.tag("fraud", "area", "cards", GREG);
            in.registeredModels.untag("fraud", "area", GREG);
            in.modelVersions.tag(V1, "region", "EU", GREG);
            in.modelVersions.untag(V1, "region", GREG);
            in.aliases.point("best", V1, GREG);
            in.aliases.drop("credit", "best", GREG);
        });
        assertThat(fixture.told)
                .extracting(RegistryEvent::kind)
                .containsExactly(
                        RegistryEvent.Kind.MODEL_CREATED,
                        RegistryEvent.Kind.MODEL_TAG_SET,
                        RegistryEvent.Kind.MODEL_TAG_DELETED,
                        RegistryEvent.Kind.VERSION_TAG_SET,
                        RegistryEvent.Kind.VERSION_TAG_DELETED,
                        RegistryEvent.Kind.ALIAS_CREATED,
                        RegistryEvent.Kind.ALIAS_DELETED);
    }
}

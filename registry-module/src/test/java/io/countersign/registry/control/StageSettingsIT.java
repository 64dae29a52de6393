package io.countersign.registry.control;

import static io.countersign.registry.control.RegistryFixture.person;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.Role;
import io.countersign.platform.problem.ProblemException;
import io.countersign.registry.TransitionIntent;
import io.countersign.registry.VersionId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StageSettingsIT {
    private static final Actor ADMIN = person("ada", Role.ADMIN);

    private RegistryFixture fixture;

    @BeforeEach
    void start() {
        fixture = new RegistryFixture();
        fixture.modelWithVersions("credit", 1);
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void administratorAddsRenamesAndOrdersStages() {
        fixture.run(in -> settings(in).add("Shadow", true, false, ADMIN));
        fixture.run(in -> in.transitions.movedAtOnce(
                new TransitionIntent(new VersionId("credit", 1), "Shadow", false, ""), person("greg")));
        fixture.run(in -> settings(in).rename("shadow", "Canary", ADMIN));
        fixture.run(in -> settings(in).reorder(List.of("None", "Canary", "Staging", "Production", "Archived"), ADMIN));
        assertThat(fixture.rows("SELECT name FROM registry.stage ORDER BY position"))
                .containsExactly("None", "Canary", "Staging", "Production", "Archived");
        assertThat(fixture.rows("SELECT stage FROM registry.model_version")).containsExactly("Canary");
        assertThat(fixture.rows("SELECT action FROM registry.test_entry WHERE action LIKE 'stage%' ORDER BY id"))
                .containsExactly("stage.created", "stage.renamed", "stage.reordered");
    }

    @Test
    void guardedAndNeededStagesKeepTheirNamesAndTakenOnesAreRefused() {
        for (String stage : List.of("Production", "None", "Archived")) {
            assertThatThrownBy(() -> fixture.run(in -> settings(in).rename(stage, "Other", ADMIN)))
                    .isInstanceOf(ProblemException.class);
        }
        assertThatThrownBy(() -> fixture.run(in -> settings(in).add("production", true, true, ADMIN)))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> fixture.run(in -> settings(in).reorder(List.of("None"), ADMIN)))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> fixture.run(in -> settings(in).add("Shadow", true, false, person("greg"))))
                .isInstanceOf(ProblemException.class);
        assertThat(fixture.rows("SELECT count(*) FROM registry.stage")).containsExactly("4");
    }

    @Test
    void guardMovesByAReviewedChangeAloneAndLeavesItsTrace() {
        fixture.run(in -> in.registry.guard("Staging", "model-promotion", ADMIN));
        fixture.run(in -> in.registry.guard("Staging", null, ADMIN));
        fixture.run(in -> in.registry.protectAlias("best", true, ADMIN));
        fixture.run(in -> in.registry.protectAlias("best", false, ADMIN));
        assertThat(fixture.rows("SELECT kind || ' ' || subject FROM registry.guard_change ORDER BY id"))
                .containsExactly("stage Staging", "stage Staging", "protected-alias best", "protected-alias best");
    }

    private static StageSettings settings(RegistryFixture.Registries in) {
        return new StageSettings(in.database, in.stages, in.audit);
    }
}

package io.countersign.registry.control;

import static io.countersign.registry.control.RegistryFixture.limited;
import static io.countersign.registry.control.RegistryFixture.person;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.platform.actor.Actor;
import io.countersign.platform.mlflow.MlflowException;
import io.countersign.platform.problem.ProblemException;
import io.countersign.registry.VersionId;
import io.countersign.registry.entity.RegisteredModel;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistrySearchIT {
    private static final Actor GREG = person("greg");

    private RegistryFixture fixture;

    @BeforeEach
    void start() {
        fixture = new RegistryFixture();
        fixture.modelWithVersions("credit", 3);
        fixture.modelWithVersions("fraud", 1);
        fixture.run(in -> {
            in.modelVersions.tag(new VersionId("credit", 1), "region", "EU", GREG);
            in.modelVersions.tag(new VersionId("credit", 1), "team", "risk", GREG);
            in.modelVersions.tag(new VersionId("credit", 2), "region", "US", GREG);
            in.modelVersions.tag(new VersionId("credit", 3), "region", "x".repeat(4_000), GREG);
            in.registeredModels.tag("credit", "area", "Consumer Loans", GREG);
        });
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name = 'credit' | 3 2 1",
                "name = 'credit' AND tags.region = 'EU' | 1",
                "tags.region = 'EU' AND tags.team = 'risk' | 1",
                "tags.region = 'EU' AND tags.team = 'other' | ''",
                "tag.region != 'EU' AND name='credit' | 3 2",
                "tags.`region` LIKE 'U%' | 2",
                "tags.region ILIKE 'eu' and tags.team = 'risk' | 1",
                "tags.region LIKE 'eu' | ''",
                "version_number > 1 and version_number <= 3 and name = \"credit\" | 3 2",
                "version_number = 2 | 2",
                "source_path LIKE 'runs:/%/model' AND name = 'fraud' | 1",
                "name ILIKE 'CRED%' AND version_number != 2 | 3 1",
            })
    void filterFindsVersions(String filter, String numbers) {
        assertThat(String.join(" ", numbers(filter))).isEqualTo(numbers);
    }

    @Test
    void longValueIsFoundThoughTheIndexHoldsItsBeginningAlone() {
        assertThat(numbers("tags.region = '" + "x".repeat(4_000) + "'")).containsExactly("3");
        assertThat(numbers("tags.region = '" + "x".repeat(3_999) + "'")).isEmpty();
    }

    @Test
    void searchFollowsTagsThatChangeAndGo() {
        VersionId first = new VersionId("credit", 1);
        fixture.run(in -> in.modelVersions.tag(first, "region", "UK", GREG));
        assertThat(numbers("tags.region = 'EU'")).isEmpty();
        assertThat(numbers("tags.region = 'UK' AND tags.team = 'risk'")).containsExactly("1");
        fixture.run(in -> in.modelVersions.untag(first, "team", GREG));
        assertThat(numbers("tags.region = 'UK' AND tags.team = 'risk'")).isEmpty();
        assertThat(numbers("tags.region = 'UK'")).containsExactly("1");
    }

    @Test
    void membershipIsAskedOfRunsAlone() {
        String run = fixture.rows("SELECT run_id FROM registry.model_version v JOIN registry.registered_model m"
                        + " ON m.id = v.model_id WHERE m.name = 'credit' AND v.number = 2")
                .get(0);
        assertThat(numbers("run_id IN ('" + run + "', 'nobody')")).containsExactly("2");
        assertThatThrownBy(() -> numbers("name IN ('credit')")).isInstanceOf(MlflowException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name = 'a' OR name = 'b'",
                "colour = 'red'",
                "metrics.auc > 1",
                "tags.region > 'a'",
                "name > 'a'",
                "name = 1",
                "version_number = 'one'",
                "version_number LIKE '1'",
                "name = 'a'; DROP TABLE registry.stage",
                "tags.region IN ('EU')"
            })
    void whatIsNotInTheLanguageIsRefused(String filter) {
        assertThatThrownBy(() -> numbers(filter)).isInstanceOf(MlflowException.class);
        assertThat(fixture.rows("SELECT count(*) FROM registry.stage")).containsExactly("4");
    }

    @Test
    void textOfAFilterIsNeverSql() {
        assertThat(models("name = 'x'' OR 1=1'")).isEqualTo("refused");
        assertThat(models("name LIKE '%\\' OR true --'")).isIn("refused", "");
    }

    @Test
    void promptsAreHiddenUnlessAskedForAndTheAbsentTagCountsAsNoPrompt() {
        fixture.run(in -> in.registeredModels.create("greeting", "", Map.of("mlflow.prompt.is_prompt", "true"), GREG));
        assertThat(models(null)).isEqualTo("credit fraud");
        assertThat(models("tag.`mlflow.prompt.is_prompt` != 'true'")).isEqualTo("credit fraud");
        assertThat(models("name LIKE '%' AND tag.`mlflow.prompt.is_prompt` = 'true'"))
                .isEqualTo("greeting");
        assertThat(models("tags.area ILIKE '%loans'")).isEqualTo("credit");
    }

    @Test
    void outOfReachIsRefusedByNameAndAbsentFromSearches() {
        Actor limited = limited("lena", "fr");
        assertThat(models(null, limited)).isEqualTo("fraud");
        fixture.run(in -> {
            assertThat(in.listing
                            .search(Search.of(null, null, null, null, 100, 100), limited)
                            .items())
                    .extracting(VersionRow::model)
                    .containsExactly("fraud");
            assertThatThrownBy(() -> in.models.model("credit", limited)).isInstanceOf(ProblemException.class);
            assertThatThrownBy(() -> in.listing.latest("credit", List.of(), limited))
                    .isInstanceOf(ProblemException.class);
            assertThatThrownBy(() -> in.listing.aliased("credit", "best", limited))
                    .isInstanceOf(ProblemException.class);
            assertThatThrownBy(() -> in.registeredModels.describe("credit", "mine", limited))
                    .isInstanceOf(ProblemException.class);
            assertThatThrownBy(() -> in.registeredModels.delete("credit", limited))
                    .isInstanceOf(ProblemException.class);
            assertThatThrownBy(() -> in.registeredModels.rename("fraud", "credit-2", limited))
                    .isInstanceOf(ProblemException.class);
            assertThatThrownBy(() -> in.modelVersions.tag(new VersionId("credit", 1), "a", "b", limited))
                    .isInstanceOf(ProblemException.class);
        });
        assertThat(fixture.rows("SELECT description FROM registry.registered_model WHERE name = 'credit'"))
                .containsExactly("");
    }

    private List<String> numbers(String filter) {
        return fixture.inTransaction(
                in -> in
                        .listing
                        .search(Search.of(filter, List.of("version_number DESC"), null, null, 100, 100), GREG)
                        .items()
                        .stream()
                        .map(version -> Integer.toString(version.number()))
                        .toList());
    }

    private String models(String filter) {
        return models(filter, GREG);
    }

    private String models(String filter, Actor actor) {
        try {
            return String.join(
                    " ",
                    fixture.<List<String>>inTransaction(
                            in -> in
                                    .registeredModels
                                    .search(Search.of(filter, null, null, null, 100, 100), actor)
                                    .items()
                                    .stream()
                                    .map(RegisteredModel::name)
                                    .toList()));
        } catch (MlflowException refused) {
            return "refused";
        }
    }
}

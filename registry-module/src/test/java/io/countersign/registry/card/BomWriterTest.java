package io.countersign.registry.card;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.countersign.platform.json.Json;
import io.countersign.registry.VersionId;
import io.countersign.registry.card.ModelDescription.Column;
import io.countersign.registry.entity.ArtifactBinding;
import io.countersign.registry.inventory.Holder;
import io.countersign.registry.inventory.InventoryFields;
import io.countersign.tracking.ArtifactFile;
import io.countersign.tracking.ArtifactManifest;
import io.countersign.tracking.RunId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cyclonedx.Version;
import org.cyclonedx.parsers.JsonParser;
import org.junit.jupiter.api.Test;

class BomWriterTest {
    private static final Instant NOW = Instant.parse("2026-11-29T10:00:00Z");

    @Test
    void billIsValidByCycloneDxsOwnSchema() throws Exception {
        byte[] json = Json.mapper().writeValueAsBytes(BomWriter.write(facts(filled(), forms()), description(), NOW));
        assertThat(new JsonParser().validate(json, Version.VERSION_16)).isEmpty();
        JsonNode model = Json.mapper().readTree(json).at("/metadata/component");
        assertThat(model.path("type").asText()).isEqualTo("machine-learning-model");
        assertThat(model.at("/hashes/0/content").asText()).hasSize(64);
        assertThat(model.at("/modelCard/modelParameters/inputs/0/format").asText())
                .isEqualTo("income: double");
        assertThat(model.at("/modelCard/considerations/users/0").asText()).isEqualTo("clerks");
        JsonNode metrics = model.at("/modelCard/quantitativeAnalysis/performanceMetrics");
        assertThat(metrics.toString())
                .contains("\"type\":\"test/auc\"", "\"slice\":\"age:under_25\"", "\"lowerBound\":\"0.75\"");
        assertThat(Json.mapper().readTree(json).path("components").toString())
                .contains("pkg:pypi/scikit-learn@1.5.0", "\"name\":\"numpy\"")
                .doesNotContain("http");
    }

    @Test
    void billOfAnEmptyVersionIsValidAndInventsNothing() throws Exception {
        byte[] json = Json.mapper()
                .writeValueAsBytes(BomWriter.write(facts(InventoryFields.EMPTY, Map.of()), ModelDescription.NONE, NOW));
        assertThat(new JsonParser().validate(json, Version.VERSION_16)).isEmpty();
        assertThat(Json.mapper().readTree(json).at("/metadata/component/modelCard/considerations/users"))
                .isEmpty();
    }

    @Test
    void cardSaysWhatIsKnownWhatWasEnteredAndWhatIsEmpty() {
        ModelCard card = CardComposer.compose(facts(filled(), forms()), description());
        assertThat(item(card, "flavors")).isEqualTo("known MLmodel sklearn");
        assertThat(item(card, "intendedUse")).isEqualTo("entered inventory consumer loans");
        assertThat(item(card, "risks")).isEqualTo("entered form:risks-and-controls bias");
        assertThat(item(card, "oversight")).isEqualTo("empty form:oversight ");
    }

    @Test
    void cardListsDataSetsAndMetricsForPeopleAndForPrograms() {
        ModelCard card = CardComposer.compose(facts(filled(), forms()), description());
        assertThat(item(card, "datasets"))
                .isEqualTo(
                        "known run loans (training), digest d1, from https://lake/loans.csv\nloans (test), digest d2");
        assertThat(entries(card, "datasets"))
                .containsExactly(
                        Map.of(
                                "name", "loans",
                                "digest", "d1",
                                "context", "training",
                                "source", "{\"url\":\"https://lake/loans.csv\"}"),
                        Map.of("name", "loans", "digest", "d2", "context", "test"));
        assertThat(item(card, "metrics")).contains("test/auc: 0.81");
        assertThat(entries(card, "metrics")).contains(Map.of("name", "test/auc", "value", "0.81"));
        assertThat(item(card, "policyResults")).isEqualTo("known policy test/auc 0.81 >= 0.75: pass");
    }

    @Test
    void comparisonNamesEachDataSetAndEachDetailOfAFlavour() {
        SideBySide.Comparison compared =
                SideBySide.of(facts(filled(), forms()), description(), facts(filled(), forms()), ModelDescription.NONE);
        assertThat(compared.datasets())
                .containsExactly(
                        new SideBySide.Row("loans (test)", "d2", "d2", true),
                        new SideBySide.Row("loans (training)", "d1", "d1", true));
        assertThat(compared.signature())
                .contains(
                        new SideBySide.Row("flavor sklearn", "yes", null, false),
                        new SideBySide.Row("flavor sklearn, sklearn_version", "1.5.0", null, false));
        assertThat(compared.policyResults()).containsExactly(new SideBySide.Row("test/auc", "pass", "pass", true));
    }

    private static List<Map<String, String>> entries(ModelCard card, String field) {
        return card.sections().stream()
                .flatMap(section -> section.items().stream())
                .filter(item -> item.field().equals(field))
                .map(ModelCard.Item::entries)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void comparisonShowsBothSidesAndWhatDiffers() {
        SideBySide.Comparison compared =
                SideBySide.of(facts(filled(), forms()), description(), facts(filled(), forms()), ModelDescription.NONE);
        assertThat(compared.metrics()).allMatch(SideBySide.Row::same);
        assertThat(compared.signature()).contains(new SideBySide.Row("inputs income", "double", null, false));
        assertThat(compared.artifacts()).singleElement().matches(SideBySide.Row::same);
    }

    private static String item(ModelCard card, String field) {
        return card.sections().stream()
                .flatMap(section -> section.items().stream())
                .filter(item -> item.field().equals(field))
                .map(item -> item.origin() + " " + item.source() + " " + item.value())
                .findFirst()
                .orElseThrow();
    }

    private static ModelDescription description() {
        return new ModelDescription(
                Map.of("sklearn", Map.of("sklearn_version", "1.5.0")),
                List.of(new Column("income", "double", true)),
                List.of(new Column("", "int64[-1]", true)),
                List.of(),
                List.of("scikit-learn==1.5.0", "numpy>=1.26", "--index-url https://pypi.invalid", "git+https://x/y"),
                "2.17.2",
                null);
    }

    private static Map<String, Map<String, String>> forms() {
        return Map.of("risks-and-controls", Map.of("risks", "bias", "controls", "review"));
    }

    private static VersionFacts.Facts facts(InventoryFields inventory, Map<String, Map<String, String>> forms) {
        ArtifactManifest manifest = ArtifactManifest.of(List.of(new ArtifactFile("MLmodel", 612, "a".repeat(64))));
        return new VersionFacts.Facts(
                new VersionId("credit", 3),
                "Production",
                "",
                "",
                NOW,
                "Greg",
                Optional.of(ArtifactBinding.ofRun(new RunId("r1"), "model", manifest)),
                Map.of(
                        "id", "r1",
                        "metrics",
                                Map.of(
                                        "test/auc", 0.81,
                                        "test/auc/ci_low", 0.75,
                                        "test/auc/ci_high", 0.86,
                                        "test/auc/age:under_25", 0.74),
                        "datasets",
                                List.of(
                                        Map.of(
                                                "name", "loans",
                                                "digest", "d1",
                                                "context", "training",
                                                "source", "{\"url\":\"https://lake/loans.csv\"}"),
                                        Map.of("name", "loans", "digest", "d2", "context", "test"))),
                inventory,
                2,
                forms,
                List.of(Map.of(
                        "metric", "test/auc", "comparator", ">=", "limit", 0.75, "value", 0.81, "verdict", "pass")));
    }

    private static InventoryFields filled() {
        return new InventoryFields(
                "scores loans",
                "consumer loans",
                "mortgages",
                "clerks",
                "granting",
                "thin files",
                new Holder("olga", "Olga"),
                null,
                null,
                "retail",
                "internal",
                null,
                "model",
                null,
                3,
                3,
                null,
                null,
                LocalDate.of(2027, 3, 1));
    }
}

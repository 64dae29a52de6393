package io.countersign.registry.inventory;

import static io.countersign.registry.control.RegistryFixture.person;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.audit.EvidenceRequest;
import io.countersign.audit.Subject;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.PersonLeft;
import io.countersign.platform.actor.Role;
import io.countersign.platform.problem.ProblemException;
import io.countersign.registry.Obstacle;
import io.countersign.registry.VersionId;
import io.countersign.registry.control.Promoting;
import io.countersign.registry.control.RegistryFixture;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InventoryIT {
    private static final Actor OWNER = RegistryFixture.person("olga", Role.MODEL_OWNER);
    private static final Actor APPROVER = RegistryFixture.person("rhea", Role.RISK_APPROVER);
    private static final Actor VALIDATOR = RegistryFixture.person("vera", Role.VALIDATOR);
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
    void modelWithoutEntryCountsAsTierThreeAndCanBePromoted() {
        Inventory.Standing standing = fixture.inTransaction(in -> in.inventories.inventory.of("credit", OWNER));
        assertThat(standing.tier()).isEqualTo(3);
        assertThat(standing.tierSource()).isEqualTo("unassessed");
        assertThat(standing.missing()).isEmpty();
        Promoting.promote(fixture, V1);
        assertThat(fixture.rows("SELECT stage FROM registry.model_version WHERE number = 1"))
                .containsExactly("Production");
    }

    @Test
    void entryIsARevisionDigestedAttributedAndInTheLedger() {
        write(fields(2, 2), OWNER);
        write(fields(2, 2), OWNER);
        write(fields(3, 2), APPROVER);
        assertThat(
                        fixture.rows(
                                "SELECT revision || ' ' || by_subject || ' ' || tier FROM registry.inventory_entry ORDER BY revision"))
                .containsExactly("1 olga 3", "2 rhea 3");
        assertThat(fixture.rows("SELECT DISTINCT length(sha256) FROM registry.inventory_entry"))
                .containsExactly("64");
        assertThat(fixture.entries("inventory.updated")).containsExactly("credit", "credit");
        assertThat(fixture.<List<InventoryEntry>>inTransaction(in -> in.inventories.inventory.history("credit", OWNER)))
                .extracting(InventoryEntry::revision)
                .containsExactly(2, 1);
    }

    @Test
    void staleRevisionIsAConflict() {
        write(fields(2, 2), OWNER);
        assertThatThrownBy(() -> fixture.run(in -> in.inventories.inventory.write("credit", fields(1, 1), 0, OWNER)))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("revision 1");
    }

    @Test
    void engineerDescribesButDoesNotScore() {
        InventoryFields described = new Described("scoring of loans").fields();
        write(described, person("greg"));
        assertThatThrownBy(() -> write(fields(1, 1), person("greg")))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("owner or a risk approver");
        assertThat(fixture.rows("SELECT revision FROM registry.inventory_entry"))
                .containsExactly("1");
    }

    @Test
    void promotionOfAHighTierIsRefusedWithTheListOfWhatIsEmptyUntilItIsFilled() {
        write(fields(3, 3), OWNER);
        assertThatThrownBy(() -> Promoting.pin(fixture, V1)).isInstanceOfSatisfying(ProblemException.class, refusal -> {
            assertThat(refusal.type().slug()).isEqualTo("inventory-incomplete");
            assertThat((List<?>) refusal.details().get("obstacles"))
                    .extracting(obstacle -> ((Obstacle) obstacle).field())
                    .contains("purpose", "owner", "nextRevalidation", "independent-validation")
                    .doesNotContain("users", "monitoring-plan");
        });
        assertThat(fixture.rows("SELECT count(*) FROM registry.pinned_demand")).containsExactly("0");
        write(filled(3, 3), OWNER);
        fixture.run(in -> {
            in.inventories.documents.fill("credit", null, "purpose", Map.of("businessPurpose", "loans"), OWNER);
            in.inventories.documents.upload(
                    "credit", 1, "independent-validation", "report", "application/pdf", bytes("%PDF"), VALIDATOR);
        });
        Promoting.promote(fixture, V1);
    }

    @Test
    void highestTierAsksForEverySection() {
        write(filled(5, 5), OWNER);
        assertThat(fixture.<List<Obstacle>>inTransaction(in -> in.registry.obstacles(V1, "Production")))
                .extracting(Obstacle::field)
                .containsExactly(
                        "purpose",
                        "data-quality",
                        "independent-validation",
                        "risks-and-controls",
                        "oversight",
                        "monitoring-plan");
        assertThat(fixture.<List<Obstacle>>inTransaction(in -> in.registry.obstacles(V1, "Staging")))
                .isEmpty();
    }

    @Test
    void overrideCountsOnceASecondPersonApprovedItAndOnlyForTheScoresItWasAskedFor() {
        write(filled(3, 3), OWNER);
        TierOverrides.TierOverride asked = fixture.inTransaction(
                in -> in.inventories.overrides.ask("credit", 4, "pilot with ten customers", OWNER));
        assertThat(tier()).isEqualTo(2);
        Actor both = RegistryFixture.person("olga", Role.RISK_APPROVER);
        assertThatThrownBy(() -> decide(asked, both)).isInstanceOf(ProblemException.class);
        decide(asked, APPROVER);
        assertThat(tier()).isEqualTo(4);
        assertThatThrownBy(() -> decide(asked, APPROVER)).hasMessageContaining("decided already");
        write(filled(5, 5), OWNER);
        assertThat(tier()).isEqualTo(1);
        assertThat(fixture.entries("tier-override.asked")).containsExactly("credit");
        assertThat(fixture.entries("tier-override.approved")).containsExactly("credit");
    }

    @Test
    void formsAndDocumentsAreRevisionsThatNobodyOverwrites() {
        fixture.run(in -> {
            Documents documents = in.inventories.documents;
            documents.fill("credit", null, "oversight", Map.of("humanOversight", "a clerk decides"), OWNER);
            documents.fill("credit", null, "oversight", Map.of("humanOversight", "a clerk decides"), OWNER);
            documents.fill("credit", null, "oversight", Map.of("humanOversight", "two clerks decide"), OWNER);
            Documents.Document document =
                    documents.upload("credit", 1, "standards", "ISO 42001", "text/plain", bytes("yes"), OWNER);
            assertThat(documents.content(document.id(), OWNER)).isEqualTo(bytes("yes"));
            assertThat(documents.answers("credit", null, "oversight", OWNER))
                    .containsEntry("humanOversight", "two clerks decide");
            assertThatThrownBy(() -> documents.fill("credit", null, "oversight", Map.of("colour", "red"), OWNER))
                    .isInstanceOf(ProblemException.class);
            assertThatThrownBy(() ->
                            documents.fill("credit", null, "independent-validation", Map.of("scope", "all"), OWNER))
                    .isInstanceOf(ProblemException.class);
        });
        assertThat(fixture.rows("SELECT section || revision FROM registry.document ORDER BY id"))
                .containsExactly("oversight1", "oversight2", "standards1");
        assertThat(fixture.entries("form.filled")).hasSize(2);
        assertThat(fixture.entries("document.uploaded")).containsExactly("credit/1");
        assertThatThrownBy(() -> RegistryFixture.sql(
                        fixture.database.owner(), "UPDATE registry.document SET content = '' WHERE revision = 1"))
                .hasMessageContaining("written once");
    }

    @Test
    void tableComesBackAsItWentOutAndAnErrorImportsNothing() {
        fixture.modelWithVersions("fraud", 0);
        write(filled(2, 2), OWNER);
        String csv = fixture.inTransaction(
                in -> InventoryTable.write(new InventoryTransfer(in.inventories.inventory).everything(OWNER)));
        assertThat(InventoryTable.read(csv).get("credit")).isEqualTo(filled(2, 2));
        String both = csv + "fraud" + ",".repeat(25) + "\r\n";
        fixture.run(in -> assertThat(
                        new InventoryTransfer(in.inventories.inventory).write(InventoryTable.read(both), OWNER))
                .isEqualTo(new InventoryTransfer.Imported(1, 1)));
        String unknown = both + "nowhere" + ",".repeat(25) + "\r\n";
        assertThatThrownBy(() -> fixture.run(in ->
                        new InventoryTransfer(in.inventories.inventory).write(InventoryTable.read(unknown), OWNER)))
                .isInstanceOfSatisfying(ProblemException.class, refusal -> assertThat(refusal.details())
                        .containsEntry("refused", List.of("nowhere: Registered Model with name=nowhere not found")));
        assertThat(fixture.rows("SELECT count(*) FROM registry.inventory_entry"))
                .containsExactly("2");
        assertThatThrownBy(() -> InventoryTable.read("model,exposure\r\ncredit,9\r\nfraud,1\r\n,1\r\n"))
                .isInstanceOfSatisfying(ProblemException.class, refusal -> assertThat(refusal.details())
                        .containsEntry(
                                "refused", List.of("row 1: exposure is 1 to 5, not 9", "row 3: it names no model")));
        assertThat(InventoryTable.read("\uFEFFmodel,exposure\r\ncredit,2\r\n")).containsKey("credit");
    }

    @Test
    void formulaOfASpreadsheetIsDisarmedAndComesBackWhole() {
        write(new Described("=HYPERLINK(\"http://evil\")").fields(), OWNER);
        String csv = fixture.inTransaction(
                in -> InventoryTable.write(new InventoryTransfer(in.inventories.inventory).everything(OWNER)));
        assertThat(csv).contains("'=HYPERLINK");
        assertThat(InventoryTable.read(csv).get("credit").purpose()).startsWith("=HYPERLINK");
    }

    @Test
    void ownershipOfWhoLeftIsVacantAndAsksToBeFilled() {
        write(filled(3, 3), OWNER);
        Actor admin = RegistryFixture.person("ada", Role.ADMIN);
        fixture.run(in -> {
            Vacancies vacancies = new Vacancies();
            vacancies.store = new InventoryStore(in.database);
            vacancies.inventory = in.inventories.inventory;
            vacancies.left(new PersonLeft("olga", admin));
        });
        assertThat(fixture.<List<Obstacle>>inTransaction(in -> in.registry.obstacles(V1, "Production")))
                .extracting(Obstacle::field)
                .contains("owner")
                .doesNotContain("validator", "developer");
        assertThat(fixture.rows("SELECT revision || by_subject FROM registry.inventory_entry ORDER BY revision"))
                .containsExactly("1olga", "2ada");
    }

    @Test
    void evidenceSaysWhatStoodThenAndInventsNothing() {
        write(fields(3, 3), OWNER);
        fixture.run(in -> {
            in.inventories.documents.fill("credit", null, "oversight", Map.of("humanOversight", "a clerk"), OWNER);
            InventoryEvidence evidence = new InventoryEvidence();
            evidence.models = in.models;
            evidence.store = new InventoryStore(in.database);
            evidence.overrides = in.inventories.overrides;
            evidence.documents = in.inventories.documents;
            Map<String, Object> told = evidence.gather(new EvidenceRequest(
                            new Subject("registered-model", "credit"),
                            Instant.now().plusSeconds(5),
                            List.of()))
                    .orElseThrow()
                    .fields();
            assertThat(told)
                    .containsEntry("tier", 2)
                    .containsEntry("tierSource", "scored")
                    .containsEntry("forms", Map.of("oversight", Map.of("humanOversight", "a clerk")))
                    .doesNotContainKeys("purpose", "owner");
            assertThat(evidence.gather(
                            new EvidenceRequest(new Subject("registered-model", "credit"), Instant.EPOCH, List.of())))
                    .isEmpty();
        });
    }

    private int tier() {
        return fixture.inTransaction(in -> in.registry.tierOf("credit"));
    }

    private void decide(TierOverrides.TierOverride asked, Actor actor) {
        fixture.run(in -> in.inventories.overrides.decide(asked.id(), true, "agreed", actor));
    }

    private void write(InventoryFields fields, Actor actor) {
        fixture.run(in -> in.inventories.inventory.write("credit", fields, null, actor));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static InventoryFields fields(Integer exposure, Integer purpose) {
        return new InventoryFields(
                null, null, null, null, null, null, null, null, null, null, null, null, null, null, exposure, purpose,
                null, null, null);
    }

    private static InventoryFields filled(int exposure, int purpose) {
        return new InventoryFields(
                "scores loans",
                "consumer loans",
                "mortgages",
                "clerks",
                "granting",
                "thin files",
                new Holder("olga", "Olga"),
                new Holder("dave", "Dave"),
                new Holder("vera", "Vera"),
                "retail",
                "internal",
                null,
                "model",
                null,
                exposure,
                purpose,
                List.of("fraud"),
                List.of("EU AI Act, Annex III 5(b)", "SR 26-2"),
                LocalDate.of(2027, 3, 1));
    }

    private record Described(String purpose) {
        InventoryFields fields() {
            return new InventoryFields(
                    purpose, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
                    null, null, null);
        }
    }
}

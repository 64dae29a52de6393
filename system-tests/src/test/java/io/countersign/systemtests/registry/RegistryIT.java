package io.countersign.systemtests.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.countersign.systemtests.Api;
import io.countersign.systemtests.Candidate;
import io.countersign.systemtests.People;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The own API around models: every answer is held against the contract by {@link Api}. */
class RegistryIT {
    private static final Api ENGINEER = People.as("engineer1");
    private static final Api OWNER = People.as("owner1");
    private static final Api APPROVER = People.as("approver1");
    private static final Api DEPLOYER = People.as("deployer1");
    private static final Api ADMIN = People.as("admin1");

    @Test
    void inventoryDecidesTheTierAndHoldsAPromotionUpWithTheList() {
        Candidate candidate = Candidate.good(ENGINEER);
        String inventory = "/api/v1/models/" + candidate.model + "/inventory";
        assertThat(ok(ENGINEER.get(inventory)).at("/tier/source").asText()).isEqualTo("unassessed");
        JsonNode entry = ok(OWNER.put(
                inventory,
                Map.of("basedOn", 0, "fields", Map.of("exposure", 5, "purposeScore", 5, "purpose", "loans"))));
        assertThat(entry.at("/tier/value").asInt()).isEqualTo(1);
        assertThat(entry.at("/tier/table").asText()).startsWith("risk-tier@");
        Api.Answer refused = candidate.requestProduction(ENGINEER);
        assertThat(refused.status()).as(refused.toString()).isEqualTo(403);
        assertThat(refused.text()).contains("inventory-incomplete", "nextRevalidation", "monitoring-plan");
        Api.Answer stock = candidate.transitionToProduction(ENGINEER);
        assertThat(stock.json().path("error_code").asText()).isEqualTo("PERMISSION_DENIED");
        assertThat(candidate.stage(ENGINEER)).isEqualTo("None");
        assertThat(ok(ENGINEER.get("/api/v1/models/" + candidate.model + "/versions/1/obstacles"))
                        .path("items"))
                .isNotEmpty();
        JsonNode override = created(OWNER.post(
                "/api/v1/models/" + candidate.model + "/tier-overrides", Map.of("tier", 3, "reason", "pilot")));
        ok(APPROVER.post(
                "/api/v1/tier-overrides/" + override.path("id").asText() + "/decision",
                Map.of("approved", true, "comment", "agreed")));
        assertThat(ok(ENGINEER.get(inventory)).at("/tier/source").asText()).isEqualTo("override");
        assertThat(candidate.requestProduction(ENGINEER).status()).isEqualTo(201);
        ok(ENGINEER.get("/api/v1/inventory?maxResults=5"));
        ok(ENGINEER.get("/api/v1/models/" + candidate.model + "/inventory/history"));
    }

    @Test
    void formsDocumentsCardAndComparisonAnswer() {
        Candidate candidate = Candidate.good(ENGINEER);
        candidate.next(ENGINEER);
        String model = "/api/v1/models/" + candidate.model;
        ok(OWNER.put(model + "/forms/oversight", Map.of("answers", Map.of("humanOversight", "a clerk decides"))));
        assertThat(ok(ENGINEER.get(model + "/forms/oversight"))
                        .at("/answers/humanOversight")
                        .asText())
                .isEqualTo("a clerk decides");
        ok(ENGINEER.get(model + "/forms"));
        assertThat(ok(ENGINEER.get(model + "/documents")).path("items")).hasSize(1);
        JsonNode card = ok(ENGINEER.get(model + "/versions/1/card"));
        assertThat(card.toString()).contains("\"origin\":\"entered\"", "\"origin\":\"known\"", "\"origin\":\"empty\"");
        assertThat(ok(ENGINEER.get(model + "/versions/1/bom")).path("bomFormat").asText())
                .isEqualTo("CycloneDX");
        JsonNode compared = ok(ENGINEER.get(model + "/compare?left=1&right=2"));
        assertThat(compared.path("metrics")).isNotEmpty();
        assertThat(compared.path("artifacts").get(0).path("same").asBoolean()).isTrue();
        ok(ENGINEER.get(model + "/versions/1/description"));
        assertThat(ok(ENGINEER.get(model + "/versions/1/manifest"))
                        .path("predicateType")
                        .asText())
                .isEqualTo("https://model_signing/signature/v1.0");
        assertThat(ok(ENGINEER.post(model + "/versions/1/check", Map.of()))
                        .path("status")
                        .asText())
                .isEqualTo("intact");
        assertThat(ok(ENGINEER.get(model + "/versions/1")).path("bytes").asText())
                .isEqualTo("intact");
    }

    @Test
    void deploymentIsRecordedByADeployerAloneAndHistoryAnswersForAMoment() {
        Candidate candidate = Candidate.good(ENGINEER);
        Map<String, Object> deployment =
                Map.of("model", candidate.model, "version", candidate.version, "environment", "production-eu");
        assertThat(ENGINEER.post("/api/v1/deployments", deployment).status()).isEqualTo(403);
        JsonNode recorded = created(DEPLOYER.post("/api/v1/deployments", deployment));
        assertThat(ok(ENGINEER.get("/api/v1/deployments?running=true&model=" + candidate.model))
                        .path("items"))
                .hasSize(1);
        ok(DEPLOYER.post("/api/v1/deployments/" + recorded.path("id").asText() + "/end", Map.of()));
        String model = "/api/v1/models/" + candidate.model;
        assertThat(ok(ENGINEER.get(model + "/at?stage=None")).path("versions")).hasSize(1);
        assertThat(ok(ENGINEER.get(model + "/at?stage=None&time=2020-03-03T14:00:00Z"))
                        .path("versions"))
                .isEmpty();
        assertThat(ok(ENGINEER.get(model + "/versions/1/history")).path("items"))
                .hasSize(1);
        assertThat(ENGINEER.get(model + "/at?time=yesterday").status()).isEqualTo(400);
    }

    @Test
    void stagesAndWebhooksAreTheAdministrators() {
        assertThat(ok(ENGINEER.get("/api/v1/stages")).path("protectedAliases").toString())
                .contains("champion");
        assertThat(ENGINEER.post("/api/v1/stages", Map.of("name", "Shadow", "active", true, "exclusive", false))
                        .status())
                .isEqualTo(403);
        Api.Answer hook = ADMIN.post(
                "/api/2.0/mlflow/webhooks",
                Map.of(
                        "name",
                        "ci",
                        "url",
                        "https://hooks.invalid/ci",
                        "secret",
                        "s3cret",
                        "events",
                        List.of(Map.of("entity", "MODEL_VERSION", "action", "CREATED"))));
        assertThat(hook.status()).as(hook.toString()).isEqualTo(200);
        String id = hook.json().at("/webhook/webhook_id").asText();
        assertThat(hook.text()).doesNotContain("s3cret");
        assertThat(ADMIN.post("/api/2.0/mlflow/webhooks/" + id + "/test", Map.of())
                        .json()
                        .at("/result/success")
                        .asBoolean())
                .isFalse();
        ok(ADMIN.get("/api/v1/webhooks"));
        Candidate.good(ENGINEER);
        assertThat(ok(ADMIN.get("/api/v1/webhooks/" + id + "/deliveries")).path("items"))
                .isNotEmpty();
        assertThat(ENGINEER.get("/api/2.0/mlflow/webhooks").status()).isEqualTo(403);
        assertThat(ADMIN.post(
                                "/api/2.0/mlflow/webhooks",
                                Map.of(
                                        "name",
                                        "inside",
                                        "url",
                                        "http://127.0.0.1:5433/",
                                        "events",
                                        List.of(Map.of("entity", "MODEL_VERSION", "action", "CREATED"))))
                        .status())
                .isEqualTo(400);
    }

    private static JsonNode ok(Api.Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json();
    }

    private static JsonNode created(Api.Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return answer.json();
    }
}

package io.countersign.systemtests.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.countersign.systemtests.Api;
import io.countersign.systemtests.Candidate;
import io.countersign.systemtests.People;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
        ok(ADMIN.delete("/api/2.0/mlflow/webhooks/" + id));
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

    @Test
    void sixteenClientsRegisterAtOnceAndNoneHasToTryAgain() throws Exception {
        Candidate candidate = Candidate.good(ENGINEER);
        ExecutorService clients = Executors.newFixedThreadPool(16);
        Map<String, String> version = Map.of("name", candidate.model, "source", "runs:/" + candidate.runId + "/model");
        List<Future<Api.Answer>> answers = IntStream.range(0, 64)
                .mapToObj(i -> clients.submit(() -> ENGINEER.post("/api/2.0/mlflow/model-versions/create", version)))
                .toList();
        List<Integer> numbers = new ArrayList<>();
        for (Future<Api.Answer> answer : answers) {
            numbers.add(ok(answer.get(120, TimeUnit.SECONDS))
                    .at("/model_version/version")
                    .asInt());
        }
        clients.shutdown();
        assertThat(numbers)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(2, 65).boxed().toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/etc/passwd",
                "etc/passwd",
                "file:/etc/passwd",
                "file:///etc/passwd",
                "file%3A///etc/passwd",
                "%2Fetc%2Fpasswd",
                "runs:/RUN/../../etc",
                "runs:/RUN/%2e%2e/x",
                "mlflow-artifacts:/0/RUN/artifacts/../x",
                "s3://bucket/../../x",
                "https://example.org/a/%252e%252e/b",
                "models:/m-00000000000000000000000000000000"
            })
    void sourceThatIsNoArtifactAndNoRemotePlaceIsRefused(String source) {
        Candidate candidate = Candidate.good(ENGINEER);
        Api.Answer refused = ENGINEER.post(
                "/api/2.0/mlflow/model-versions/create",
                Map.of("name", candidate.model, "source", source.replace("RUN", candidate.runId)));
        assertThat(refused.status()).as(refused.toString()).isBetween(400, 404);
        assertThat(ok(ENGINEER.get("/api/2.0/mlflow/model-versions/search?filter=name%3D%27" + candidate.model + "%27"))
                        .path("model_versions"))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"s3://models/credit", "https://models.example.org/credit", "dbfs:/models/credit", "gs://m/x"})
    void remotePlaceIsRefusedUnlessTheOperatorAllowsIt(String source) {
        Candidate candidate = Candidate.good(ENGINEER);
        Api.Answer refused = ENGINEER.post(
                "/api/2.0/mlflow/model-versions/create", Map.of("name", candidate.model, "source", source));
        assertThat(refused.status()).as(refused.toString()).isEqualTo(400);
        assertThat(refused.json().path("error_code").asText()).isEqualTo("INVALID_PARAMETER_VALUE");
        assertThat(refused.json().path("message").asText())
                .contains("Invalid model version source: '" + source + "'", "COUNTERSIGN_REGISTRY_ALLOWED_SOURCES");
        assertThat(ok(ENGINEER.get("/api/2.0/mlflow/model-versions/search?filter=name%3D%27" + candidate.model + "%27"))
                        .path("model_versions"))
                .hasSize(1);
    }

    @Test
    void inventoryGoesOutAndComesBackAsTableAndAsList() {
        String[] models = {Candidate.good(ENGINEER).model, Candidate.good(ENGINEER).model};
        Map<String, Object> fields = Map.of(
                "purpose", "scores \"loans\",\nand more",
                "classification", "not-a-model",
                "classificationReason", "a fixed table",
                "dependencies", List.of(models[1]),
                "regulations", List.of("EU AI Act, Annex III 5(b)", "SR 26-2"),
                "nextRevalidation", "2027-03-03");
        ok(OWNER.put("/api/v1/models/" + models[0] + "/inventory", Map.of("basedOn", 0, "fields", fields)));
        String table = ENGINEER.get("/api/v1/inventory/export?format=csv").text();
        String row = table.substring(table.indexOf(models[0]));
        assertThat(row).contains("\"scores \"\"loans\"\",\nand more\"", "a fixed table", "2027-03-03");
        JsonNode exported = exported(models[0]);
        assertThat(exported.at("/fields/dependencies/0").asText()).isEqualTo(models[1]);
        ok(OWNER.post(
                "/api/v1/inventory/import", Map.of("items", List.of(Map.of("model", models[1], "fields", fields)))));
        assertThat(exported(models[1]).path("fields")).isEqualTo(exported.path("fields"));
        Api.Answer unknown = OWNER.post(
                "/api/v1/inventory/import",
                Map.of(
                        "items",
                        List.of(
                                Map.of("model", models[1], "fields", Map.of()),
                                Map.of("model", "no-such-model", "fields", fields))));
        assertThat(unknown.status()).as(unknown.toString()).isBetween(400, 404);
        assertThat(exported(models[1]).path("fields")).isEqualTo(exported.path("fields"));
        assertThat(ENGINEER.post("/api/v1/inventory/import", Map.of("items", List.of()))
                        .status())
                .isEqualTo(403);
    }

    private static JsonNode exported(String model) {
        for (JsonNode item : ok(ENGINEER.get("/api/v1/inventory/export")).path("items")) {
            if (item.path("model").asText().equals(model)) {
                return item;
            }
        }
        throw new AssertionError(model + " is not exported");
    }

    @Test
    void comparisonShowsWhatThePolicySaidOfEach() {
        Candidate first = Candidate.good(ENGINEER);
        Candidate second = first.next(ENGINEER);
        created(first.requestProduction(ENGINEER));
        JsonNode compared = ok(ENGINEER.get("/api/v1/models/" + first.model + "/compare?left=1&right=2"));
        assertThat(compared.path("policyResults")).isNotEmpty().allSatisfy(row -> {
            assertThat(row.path("key").asText()).isNotIn("", "null");
            assertThat(row.path("left").asText()).isNotIn("", "null");
            assertThat(row.path("right").isNull() || row.path("right").isMissingNode())
                    .as("nobody asked for version %s", second.version)
                    .isTrue();
        });
    }

    @Test
    void lineageLeadsFromDatasetToDeploymentAndBack() {
        Candidate candidate = Candidate.good(ENGINEER);
        String dataset = "loans-" + candidate.runId;
        ok(ENGINEER.post(
                "/api/2.0/mlflow/runs/log-inputs",
                Map.of(
                        "run_id",
                        candidate.runId,
                        "datasets",
                        List.of(Map.of(
                                "dataset",
                                Map.of(
                                        "name",
                                        dataset,
                                        "digest",
                                        "d1",
                                        "source_type",
                                        "local",
                                        "source",
                                        "loans.csv"))))));
        JsonNode deployment = created(DEPLOYER.post(
                "/api/v1/deployments", Map.of("model", candidate.model, "version", 1, "environment", "production-eu")));
        String version = "model-version:" + candidate.model + ":1";
        String run = "run:" + candidate.runId;
        String running = "deployment:" + deployment.path("id").asText();
        List<String> upstream = nodes(running, "upstream");
        assertThat(upstream).contains(running, version, run).anyMatch(node -> node.contains(dataset));
        String origin = upstream.stream()
                .filter(node -> node.contains(dataset))
                .findFirst()
                .orElseThrow();
        assertThat(nodes(origin, "downstream")).contains(origin, run, version, running);
    }

    private static List<String> nodes(String from, String direction) {
        List<String> ids = new ArrayList<>();
        ok(ENGINEER.get("/api/v1/lineage/graph?depth=20&direction=" + direction + "&node="
                        + URLEncoder.encode(from, StandardCharsets.UTF_8)))
                .path("nodes")
                .forEach(node -> ids.add(node.path("id").asText()));
        return ids;
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

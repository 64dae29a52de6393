package io.countersign.systemtests.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.countersign.systemtests.Api;
import io.countersign.systemtests.Candidate;
import io.countersign.systemtests.People;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What lies on two models and two experiments, {@code a.*} and {@code b.*}: each thing is made by people who may make it, when
 * it is first named.
 */
final class Belongings {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([a-z.-]+)}");
    private static final String LATER = "2027-03-01T00:00:00Z";

    private final Api engineer = People.as("engineer1");
    private final Api owner = People.as("owner1");
    private final Api admin = People.as("admin1");
    private final Api validator = People.as("validator1");
    private final Map<String, String> made = new HashMap<>();
    private final Map<String, Supplier<String>> makers = new HashMap<>();

    Belongings() {
        for (String side : List.of("a.", "b.")) {
            makers.put(side + "experiment-name", () -> "experiment-" + UUID.randomUUID());
            makers.put(side + "experiment", () -> made("/api/2.0/mlflow/experiments/create", experiment(side))
                    .path("experiment_id")
                    .textValue());
            makers.put(side + "run", () -> run(side));
            makers.put(side + "model", () -> Candidate.good(engineer).model);
        }
        makers.put("a.promotion", () -> {
            String id = id(engineer.post("/api/v1/promotions", promotion("a.")));
            ok(engineer.post("/api/v1/promotions/" + id + "/withdraw", Map.of("reason", "another may be asked for")));
            return id;
        });
        makers.put("b.promotion", () -> id(engineer.post("/api/v1/promotions", promotion("b."))));
        makers.put("b.artifacts", () -> get("b.experiment") + "/" + get("b.run") + "/artifacts");
        makers.put("b.deleted-run", this::deletedRun);
        makers.put("b.logged-model", this::loggedModel);
        makers.put(
                "b.run-comment",
                () -> id(engineer.post(
                        "/api/v1/runs/" + get("b.run") + "/comments", Map.of("text", "looks overfitted"))));
        makers.put(
                "b.hold",
                () -> id(admin.post(
                        "/api/v1/legal-holds",
                        Map.of("subject", Map.of("kind", "run", "id", get("b.run")), "reason", "a case"))));
        registry();
        approvals();
        makers.put(
                "b.person",
                () -> engineer.get("/api/v1/me").json().path("subject").textValue());
        makers.put("b.key", () -> ok(engineer.post(
                        "/api/v1/keys", Map.of("name", "of another", "roles", List.of("engineer"))))
                .at("/key/id")
                .textValue());
        makers.put(
                "b.report",
                () -> id(People.as("auditor1")
                        .post(
                                "/api/v1/reports",
                                Map.of(
                                        "template",
                                        "promotion-evidence",
                                        "subject",
                                        Map.of("kind", "promotion", "id", get("b.promotion"))))));
    }

    private void registry() {
        makers.put("b.mlflow-comment", () -> made(
                        "/api/2.0/mlflow/comments/create",
                        Map.of("name", get("b.model"), "version", "1", "comment", "looks good"))
                .at("/comment/id")
                .textValue());
        makers.put("b.registry-webhook", () -> ok(admin.post(
                        "/api/2.0/mlflow/registry-webhooks/create",
                        Map.of(
                                "model_name",
                                get("b.model"),
                                "events",
                                List.of("MODEL_VERSION_CREATED"),
                                "http_url_spec",
                                Map.of("url", "https://example.org/x"))))
                .at("/webhook/id")
                .textValue());
        makers.put(
                "b.tier-override",
                () -> id(owner.post(
                        "/api/v1/models/" + get("b.model") + "/tier-overrides",
                        Map.of("tier", 3, "reason", "a pilot"))));
        makers.put(
                "b.document",
                () -> id(owner.post(
                        "/api/v1/models/" + get("b.model") + "/documents?section=purpose&title=purpose", "{}")));
        makers.put(
                "b.deployment",
                () -> id(People.as("deployer1")
                        .post(
                                "/api/v1/deployments",
                                Map.of("model", get("b.model"), "version", 1, "environment", "eu-1"))));
    }

    private void approvals() {
        makers.put("b.digest", () -> ok(engineer.get("/api/v1/promotions/" + get("b.promotion")))
                .path("evidenceDigest")
                .textValue());
        makers.put(
                "b.remark",
                () -> id(engineer.post("/api/v1/promotions/" + get("b.promotion") + "/remarks", remarkWithFile())));
        makers.put(
                "b.finding-remark",
                () -> id(engineer.post("/api/v1/findings/" + get("b.finding") + "/remarks", remarkWithFile())));
        makers.put("b.task", () -> {
            get("b.promotion");
            return ok(People.as("approver1").get("/api/v1/tasks?model=" + get("b.model")))
                    .at("/items/0/id")
                    .textValue();
        });
        makers.put(
                "b.finding",
                () -> id(validator.post(
                        "/api/v1/findings",
                        Map.of(
                                "model",
                                get("b.model"),
                                "version",
                                1,
                                "title",
                                "leakage",
                                "area",
                                "data",
                                "severity",
                                "low",
                                "owner",
                                get("b.person"),
                                "dueAt",
                                LATER))));
    }

    private static Map<String, ?> remarkWithFile() {
        return Map.of("text", "see here", "fileName", "a.txt", "mediaType", "text/plain", "contentBase64", "YQ==");
    }

    /** Something that is there already: who calls. */
    void with(String name, String value) {
        made.put(name, value);
    }

    /** The text with the things that it names, each made when needed. */
    String fill(String template) {
        Matcher matcher = PLACEHOLDER.matcher(template);
        return matcher.replaceAll(found -> Matcher.quoteReplacement(get(found.group(1))));
    }

    String get(String name) {
        String there = made.get(name);
        if (there == null) {
            Supplier<String> maker = makers.get(name);
            assertThat(maker)
                    .as("foreign-ids.txt: there is no thing ${%s}", name)
                    .isNotNull();
            there = maker.get();
            assertThat(there).as(name).isNotBlank();
            made.put(name, there);
        }
        return there;
    }

    /** Whatever was made on the other side and is long enough not to stand in an answer by chance. */
    Set<String> telling() {
        return made.entrySet().stream()
                .filter(thing ->
                        thing.getKey().startsWith("b.") && !thing.getKey().equals("b.person"))
                .map(Map.Entry::getValue)
                .filter(value -> value.length() > 20)
                .collect(Collectors.toUnmodifiableSet());
    }

    private Map<String, Object> experiment(String side) {
        return Map.of("name", get(side + "experiment-name"));
    }

    private String run(String side) {
        String id = made("/api/2.0/mlflow/runs/create", Map.of("experiment_id", get(side + "experiment")))
                .at("/run/info/run_id")
                .textValue();
        ok(engineer.put(
                "/api/2.0/mlflow-artifacts/artifacts/" + get(side + "experiment") + "/" + id
                        + "/artifacts/model/MLmodel",
                "flavors: {}\n".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        return id;
    }

    private String deletedRun() {
        String id = run("b.");
        made("/api/2.0/mlflow/runs/delete", Map.of("run_id", id));
        return id;
    }

    private String loggedModel() {
        String id = made(
                        "/api/2.0/mlflow/logged-models", Map.of("experiment_id", get("b.experiment"), "name", "logged"))
                .at("/model/info/model_id")
                .textValue();
        ok(engineer.put(
                "/api/2.0/mlflow-artifacts/artifacts/" + get("b.experiment") + "/models/" + id + "/artifacts/MLmodel",
                "flavors: {}\n".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        return id;
    }

    private Map<String, Object> promotion(String side) {
        return Map.of(
                "model",
                get(side + "model"),
                "version",
                1,
                "stage",
                "Production",
                "rationale",
                "better",
                "archiveExisting",
                true);
    }

    private JsonNode made(String path, Map<String, ?> body) {
        return ok(engineer.post(path, body));
    }

    private static String id(Api.Answer answer) {
        return ok(answer).path("id").asText();
    }

    private static JsonNode ok(Api.Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isBetween(200, 299);
        return answer.json();
    }
}

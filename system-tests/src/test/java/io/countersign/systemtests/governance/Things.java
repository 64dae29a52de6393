package io.countersign.systemtests.governance;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.systemtests.Api;
import io.countersign.systemtests.Candidate;
import io.countersign.systemtests.People;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Things for one example to be done to: each is made when its placeholder is first met, and new for each example. */
final class Things {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([a-z-]+)}");

    private final Api engineer = People.as("engineer1");
    private final Api admin = People.as("admin1");
    private final Map<String, String> made = new HashMap<>();
    private final Map<String, Supplier<String>> makers = new HashMap<>();
    private Candidate candidate;

    Things() {
        makers.put("new", () -> "thing-" + UUID.randomUUID());
        makers.put("model", () -> candidate().model);
        makers.put("run-of-model", () -> candidate().runId);
        makers.put("aliased-model", this::aliasedModel);
        makers.put("tagged-model", this::taggedModel);
        makers.put("tagged-version-model", this::taggedVersionModel);
        makers.put("experiment", this::experiment);
        makers.put("deleted-experiment", () -> {
            String id = experiment();
            ok(engineer.post("/api/2.0/mlflow/experiments/delete", Map.of("experiment_id", id)));
            return id;
        });
        makers.put("run", this::run);
        makers.put("deleted-run", () -> {
            String id = run();
            ok(engineer.post("/api/2.0/mlflow/runs/delete", Map.of("run_id", id)));
            return id;
        });
        makers.put("promotion", this::promotion);
        makers.put("digest", () -> engineer.get("/api/v1/promotions/" + get("promotion"))
                .json()
                .path("evidenceDigest")
                .textValue());
        makers.put("person", () -> People.newUser("someone", java.util.List.of("engineer")));
        makers.put(
                "hold",
                () -> idOf(admin.post(
                        "/api/v1/ledger/holds", Map.of("scope", "person", "person", get("new"), "reason", "a case"))));
        makers.put(
                "custody-request",
                () -> idOf(admin.post(
                        "/api/v1/ledger/erasures", Map.of("person", get("new"), "reason", "left the company"))));
    }

    String fill(String template) {
        Matcher matcher = PLACEHOLDER.matcher(template);
        return matcher.replaceAll(found -> Matcher.quoteReplacement(get(found.group(1))));
    }

    private String get(String name) {
        String there = made.get(name);
        if (there != null) {
            return there;
        }
        Supplier<String> maker = makers.get(name);
        assertThat(maker)
                .as("changes.txt: there is no thing ${%s}; Things knows %s", name, makers.keySet())
                .isNotNull();
        String value = maker.get();
        made.put(name, value);
        return value;
    }

    private Candidate candidate() {
        if (candidate == null) {
            candidate = Candidate.good(engineer);
        }
        return candidate;
    }

    private String aliasedModel() {
        ok(engineer.post(
                "/api/2.0/mlflow/registered-models/alias",
                Map.of("name", candidate().model, "alias", "mine", "version", "1")));
        return candidate().model;
    }

    private String taggedModel() {
        ok(engineer.post(
                "/api/2.0/mlflow/registered-models/set-tag",
                Map.of("name", candidate().model, "key", "k", "value", "v")));
        return candidate().model;
    }

    private String taggedVersionModel() {
        ok(engineer.post(
                "/api/2.0/mlflow/model-versions/set-tag",
                Map.of("name", candidate().model, "version", "1", "key", "k", "value", "v")));
        return candidate().model;
    }

    private String experiment() {
        return ok(engineer.post("/api/2.0/mlflow/experiments/create", Map.of("name", "e-" + UUID.randomUUID())))
                .json()
                .path("experiment_id")
                .textValue();
    }

    private String run() {
        return ok(engineer.post("/api/2.0/mlflow/runs/create", Map.of("experiment_id", "0")))
                .json()
                .at("/run/info/run_id")
                .textValue();
    }

    private String promotion() {
        return idOf(engineer.post(
                "/api/v1/promotions",
                Map.of(
                        "model",
                        candidate().model,
                        "version",
                        1,
                        "stage",
                        "Production",
                        "rationale",
                        "better",
                        "archiveExisting",
                        true)));
    }

    private static String idOf(Api.Answer answer) {
        return ok(answer).json().path("id").textValue();
    }

    private static Api.Answer ok(Api.Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isBetween(200, 299);
        return answer;
    }
}

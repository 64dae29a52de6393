package io.countersign.systemtests.governance;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.systemtests.Api;
import io.countersign.systemtests.Candidate;
import io.countersign.systemtests.People;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Things for one example to be done to: each is made when its placeholder is first met, and new for each example. */
final class Things {
    private static final String NOWHERE = "https://hooks.invalid/countersign";
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
        makers.put("person", () -> People.newUser("someone", List.of("engineer")));
        makers.put("left-person", this::leftPerson);
        makers.put("logged-model", this::loggedModel);
        makers.put("comment", this::comment);
        makers.put("requested-model", this::requestedModel);
        makers.put("day", () -> LocalDate.of(2090, 1, 1)
                .plusDays(ThreadLocalRandom.current().nextInt(10_000))
                .toString());
        makers.put("deputy", Things::deputy);
        makers.put("first-day-away", this::firstDayAway);
        makers.put("webhook", this::webhook);
        makers.put("mlflow-webhook", this::mlflowWebhook);
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

    private String leftPerson() {
        String person = ok(People.newPerson("leaver", List.of("engineer")).get("/api/v1/me"))
                .json()
                .path("subject")
                .textValue();
        ok(admin.post("/api/v1/people/" + person + "/left", Map.of("reason", "contract ended")));
        return person;
    }

    private String loggedModel() {
        return ok(engineer.post("/api/2.0/mlflow/logged-models", Map.of("experiment_id", "0", "name", get("new"))))
                .json()
                .at("/model/info/model_id")
                .textValue();
    }

    private String comment() {
        return ok(engineer.post(
                        "/api/2.0/mlflow/comments/create",
                        Map.of("name", candidate().model, "version", "1", "comment", "looks good")))
                .json()
                .at("/comment/id")
                .textValue();
    }

    private String requestedModel() {
        ok(engineer.post(
                "/api/2.0/mlflow/transition-requests/create",
                Map.of("name", candidate().model, "version", "1", "stage", "Production", "comment", "better")));
        return candidate().model;
    }

    /** Somebody who was here, and so can be given tasks. */
    private static String deputy() {
        Api approver = People.as("approver1");
        ok(approver.get("/api/v1/tasks"));
        return ok(approver.get("/api/v1/me")).json().path("subject").textValue();
    }

    private String firstDayAway() {
        ok(People.as("validator1")
                .post("/api/v1/me/absences", Map.of("from", get("day"), "until", get("day"), "deputy", get("deputy"))));
        return get("day");
    }

    private String webhook() {
        return ok(admin.post(
                        "/api/2.0/mlflow/registry-webhooks/create",
                        Map.of(
                                "model_name",
                                candidate().model,
                                "events",
                                List.of("MODEL_VERSION_CREATED"),
                                "http_url_spec",
                                Map.of("url", NOWHERE))))
                .json()
                .at("/webhook/id")
                .textValue();
    }

    /** Of all models, so it must not be at work: nothing answers there. */
    private String mlflowWebhook() {
        return ok(admin.post(
                        "/api/2.0/mlflow/webhooks",
                        Map.of(
                                "name",
                                get("new"),
                                "url",
                                NOWHERE,
                                "events",
                                List.of(Map.of("entity", "MODEL_VERSION", "action", "CREATED")),
                                "status",
                                "DISABLED")))
                .json()
                .at("/webhook/webhook_id")
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

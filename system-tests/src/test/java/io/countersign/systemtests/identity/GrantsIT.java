package io.countersign.systemtests.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.countersign.systemtests.Api;
import io.countersign.systemtests.Candidate;
import io.countersign.systemtests.Countersign;
import io.countersign.systemtests.People;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A narrowed role reaches what it names, by whatever id it is asked for, and nothing else. */
class GrantsIT {
    private static final Countersign COUNTERSIGN = Countersign.running();

    private final Api owner = People.as("engineer1");
    private final Api narrowed = People.newPerson("narrowed", List.of("engineer"));
    private final String subject =
            narrowed.get("/api/v1/me").json().path("subject").textValue();
    private final Candidate within = Candidate.good(owner);
    private final Candidate outside = Candidate.good(owner);

    private HttpResponse<String> narrow(String user, String whose, String body) {
        return Countersign.send(COUNTERSIGN
                .requestAs(user, "/api/v1/grants/" + whose + "/engineer")
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(body)));
    }

    @BeforeEach
    void narrowToOneModel() {
        HttpResponse<String> answer = narrow(
                "admin1",
                subject,
                "{\"models\":[{\"name\":\"" + within.model
                        + "\",\"prefix\":false}],\"experiments\":[],\"reason\":\"test\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    /** What is known of a caller may be half a second old. */
    private static void becomes(int status, IntSupplier call) {
        Instant patience = Instant.now().plusSeconds(20);
        int got = call.getAsInt();
        while (got != status && Instant.now().isBefore(patience)) {
            got = call.getAsInt();
        }
        assertThat(got).isEqualTo(status);
    }

    @Test
    void modelsOutsideAreForbiddenByEveryIdAndThoseWithinAreNot() {
        String get = "/api/2.0/mlflow/registered-models/get?name=";
        becomes(403, () -> narrowed.get(get + outside.model).status());
        assertThat(narrowed.get(get + within.model).status()).isEqualTo(200);
        for (String path : List.of(
                "/api/2.0/mlflow/model-versions/get?version=1&name=" + outside.model,
                "/api/2.0/mlflow/model-versions/get-download-uri?version=1&name=" + outside.model,
                "/api/2.0/mlflow/registered-models/get-latest-versions?name=" + outside.model,
                "/api/v1/models/" + outside.model,
                "/api/v1/models/" + outside.model + "/versions/1")) {
            assertThat(narrowed.get(path).status()).as(path).isEqualTo(403);
        }
    }

    /** Every endpoint of the own API that reads a model or one of its versions by name. */
    @Test
    void everyEndpointOfAModelRefusesOneThatIsOutside() {
        becomes(403, () -> narrowed.get("/api/v1/models/" + outside.model).status());
        List<String> wrong = new ArrayList<>();
        for (Endpoint endpoint : EveryEndpointIT.endpoints()) {
            if (endpoint.verb().equals("GET")
                    && endpoint.template().startsWith("/v1/models/{")
                    && endpoint.admits("engineer")) {
                String path = endpoint.filled(Map.of("name", outside.model)) + "?stage=Production&left=1&right=1";
                int status = narrowed.get(path).status();
                if (status != 403) {
                    wrong.add(status + " " + path);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** The same for runs, by their id. */
    @Test
    void everyEndpointOfARunRefusesOneThatIsOutside() {
        becomes(403, () -> narrowed.get("/api/2.0/mlflow/runs/get?run_id=" + outside.runId)
                .status());
        List<String> wrong = new ArrayList<>();
        for (Endpoint endpoint : EveryEndpointIT.endpoints()) {
            if (endpoint.verb().equals("GET")
                    && endpoint.template().startsWith("/v1/runs/{")
                    && endpoint.admits("engineer")) {
                String path = endpoint.filled(Map.of("runId", outside.runId, "id", outside.runId)) + "?name=test/auc";
                int status = narrowed.get(path).status();
                if (status != 403) {
                    wrong.add(status + " " + path);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void runsOutsideAreForbiddenByEveryId() {
        becomes(403, () -> narrowed.get("/api/2.0/mlflow/runs/get?run_id=" + outside.runId)
                .status());
        for (String path : List.of(
                "/api/2.0/mlflow/artifacts/list?run_id=" + outside.runId,
                "/api/2.0/mlflow/metrics/get-history?metric_key=test/auc&run_id=" + outside.runId,
                "/api/2.0/mlflow/experiments/get?experiment_id=0")) {
            assertThat(narrowed.get(path).status()).as(path).isEqualTo(403);
        }
        assertThat(narrowed.post(
                                "/api/2.0/mlflow/runs/set-tag",
                                Map.of("run_id", outside.runId, "key", "k", "value", "v"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void searchesLeaveOutWhatIsOutside() {
        becomes(403, () -> narrowed.get("/api/2.0/mlflow/registered-models/get?name=" + outside.model)
                .status());

        String found = narrowed.get("/api/2.0/mlflow/registered-models/search?max_results=1000")
                .text();

        assertThat(found).contains(within.model).doesNotContain(outside.model);
    }

    @Test
    void promotionsOutsideAreForbiddenByTheirId() {
        JsonNode promotion = outside.requestProduction(owner).json();
        String path = "/api/v1/promotions/" + promotion.path("id").textValue();
        becomes(403, () -> narrowed.get(path).status());
        assertThat(narrowed.get(path + "/evidence").status()).isEqualTo(403);
        assertThat(outside.requestProduction(narrowed).status()).isEqualTo(403);
    }

    @Test
    void liftingLetsTheRoleCoverEverythingAgainAndBothActsStandInTheLedger() {
        String get = "/api/2.0/mlflow/registered-models/get?name=" + outside.model;
        becomes(403, () -> narrowed.get(get).status());

        assertThat(People.as("admin1")
                        .post("/api/v1/grants/" + subject + "/engineer/lift", Map.of("reason", "moved"))
                        .status())
                .isEqualTo(204);

        becomes(200, () -> narrowed.get(get).status());
        String entries = People.as("auditor1")
                .get("/api/v1/ledger/entries?subjectKind=grant&subjectId=" + subject + "/engineer")
                .text();
        assertThat(entries).contains("grant.narrowed", "grant.lifted");
    }

    @Test
    void grantsAreChangedByAnotherAdministratorAlone() {
        String own =
                People.as("admin1").get("/api/v1/me").json().path("subject").textValue();

        assertThat(narrow("admin1", own, "{\"models\":[],\"reason\":\"x\"}").statusCode())
                .isEqualTo(403);
        assertThat(narrow("engineer1", subject, "{\"models\":[],\"reason\":\"x\"}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(narrow("admin1", subject, "{\"reason\":\"x\"}").statusCode()).isEqualTo(400);
        assertThat(narrow("admin1", subject, "{\"models\":[]}").statusCode()).isEqualTo(400);
    }

    @Test
    void theAccessReviewShowsTheNarrowedRoleToAuditorsAlone() {
        Api auditor = People.as("auditor1");

        JsonNode people = auditor.get("/api/v1/access-review").json().path("people");

        assertThat(people).anySatisfy(person -> {
            assertThat(person.path("subject").textValue()).isEqualTo(subject);
            assertThat(person.at("/roles/0/models/0/name").textValue()).isEqualTo(within.model);
        });
        assertThat(auditor.get("/api/v1/access-review/csv").text())
                .contains(subject + ",")
                .contains(within.model);
        assertThat(narrowed.get("/api/v1/access-review").status()).isEqualTo(403);
    }

    @Test
    void theAccessReviewIsASignedReportToo() {
        Api.Answer made = People.as("auditor1")
                .post(
                        "/api/v1/reports",
                        Map.of(
                                "template",
                                "access-review",
                                "subject",
                                Map.of("kind", "access-review", "id", "installation")));

        assertThat(made.status()).as(made.toString()).isEqualTo(201);
    }

    @Test
    void everybodySeesTheirOwnGrantsAndNobodyElsesUnlessTheyAudit() {
        assertThat(narrowed.get("/api/v1/grants").json().at("/items/0/role").textValue())
                .isEqualTo("engineer");
        assertThat(owner.get("/api/v1/grants?subject=" + subject).status()).isEqualTo(403);
        assertThat(People.as("auditor1")
                        .get("/api/v1/grants?subject=" + subject)
                        .json()
                        .path("items"))
                .hasSize(1);
    }
}

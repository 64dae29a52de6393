package io.countersign.systemtests.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.countersign.systemtests.Api;
import io.countersign.systemtests.Candidate;
import io.countersign.systemtests.Countersign;
import io.countersign.systemtests.People;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** API keys as MLflow's clients send them. */
class ApiKeysIT {
    private final Countersign countersign = Countersign.running();
    private final Api engineer = People.as("engineer1");
    private final Api auditor = People.as("auditor1");
    private final JsonNode issued = Keys.issue(engineer, Map.of("name", "nightly", "roles", List.of("engineer")));

    private HttpResponse<String> asBasic(String user, String password, String path) {
        String pair = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        return Countersign.send(countersign.at(path).header("Authorization", "Basic " + pair));
    }

    private String secret() {
        return issued.path("secret").textValue();
    }

    private String id() {
        return issued.at("/key/id").textValue();
    }

    @Test
    void isTakenAsABearerTokenAndAsThePasswordOfBasic() {
        JsonNode me = Keys.bearing(issued).get("/api/v1/me").json();

        assertThat(me.path("kind").textValue()).isEqualTo("api_key");
        assertThat(me.path("subject").textValue()).isEqualTo("key:" + id());
        assertThat(me.path("roles")).hasToString("[\"engineer\"]");
        assertThat(asBasic("anybody", secret(), "/api/2.0/mlflow/experiments/get?experiment_id=0")
                        .statusCode())
                .isEqualTo(200);
        assertThat(asBasic("", secret(), "/ajax-api/2.0/mlflow/experiments/get?experiment_id=0")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void peoplesPasswordsAreNotTaken() {
        HttpResponse<String> answer =
                asBasic("engineer1", "countersign", "/api/2.0/mlflow/experiments/get?experiment_id=0");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(Countersign.json(answer).path("error_code").textValue()).isEqualTo("UNAUTHENTICATED");
    }

    @Test
    void everyUseIsAttributedToTheKeyAndToThePersonInTheLedger() {
        String experiment = "by-key-" + UUID.randomUUID();
        assertThat(Keys.bearing(issued)
                        .post("/api/2.0/mlflow/experiments/create", Map.of("name", experiment))
                        .status())
                .isEqualTo(200);
        String person = engineer.get("/api/v1/me").json().path("subject").textValue();

        JsonNode entry =
                auditor.get("/api/v1/ledger/entries?actor=key:" + id()).json().at("/items/0");

        assertThat(entry.path("action").textValue()).isEqualTo("experiment.created");
        assertThat(entry.toString()).contains("\"key:" + id() + "\"", person);
    }

    @Test
    void makingAndRevokingStandInTheLedgerWithoutTheSecret() {
        engineer.post("/api/v1/keys/" + id() + "/revoke", Map.of("reason", "no longer needed"));

        String entries = auditor.get("/api/v1/ledger/entries?subjectKind=api-key&subjectId=" + id())
                .text();

        assertThat(entries).contains("api-key.issued", "api-key.revoked").doesNotContain(secret());
    }

    @Test
    void aRevokedKeyIsRefusedWithinASecond() {
        Api key = Keys.bearing(issued);
        assertThat(key.get("/api/v1/me").status()).isEqualTo(200);

        Api.Answer revoked = engineer.post("/api/v1/keys/" + id() + "/revoke", Map.of("reason", "leaked"));
        Instant at = Instant.now();
        assertThat(revoked.json().path("state").textValue()).isEqualTo("revoked");

        // Half a second is what the server keeps an answer; more time here is time of a busy machine.
        Instant lastAccepted = at;
        while (Duration.between(at, Instant.now()).toSeconds() < 20) {
            Instant asked = Instant.now();
            if (key.get("/api/v1/me").status() != 200) {
                break;
            }
            lastAccepted = asked;
        }
        assertThat(key.get("/api/v1/me").status()).isEqualTo(401);
        assertThat(Duration.between(at, lastAccepted)).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void aKeyNeverSigns() {
        Candidate candidate = Candidate.good(engineer);
        JsonNode promotion = candidate.requestProduction(engineer).json();
        JsonNode approversKey =
                Keys.issue(People.as("approver1"), Map.of("name", "robot", "roles", List.of("risk-approver")));

        Api.Answer answer = Keys.bearing(approversKey)
                .post(
                        "/api/v1/promotions/" + promotion.path("id").textValue() + "/sign-offs",
                        Map.of(
                                "meaning",
                                "approved",
                                "comment",
                                "by a robot",
                                "evidenceDigest",
                                promotion.path("evidenceDigest").textValue()));

        assertThat(answer.status()).as(answer.toString()).isEqualTo(403);
        assertThat(candidate.stage(engineer)).isEqualTo("None");
    }

    @Test
    void aKeyMakesNoKeys() {
        Api.Answer answer =
                Keys.bearing(issued).post("/api/v1/keys", Map.of("name", "another", "roles", List.of("engineer")));

        assertThat(answer.status()).isEqualTo(403);
    }

    @Test
    void theLastUseIsShownAndTheSecretIsNot() {
        Keys.bearing(issued).get("/api/v1/me");

        Instant patience = Instant.now().plusSeconds(20);
        JsonNode shown = engineer.get("/api/v1/keys/" + id()).json();
        while (shown.path("lastUsedAt").isMissingNode() && Instant.now().isBefore(patience)) {
            shown = engineer.get("/api/v1/keys/" + id()).json();
        }

        assertThat(Instant.parse(shown.path("lastUsedAt").textValue()))
                .isAfter(Instant.now().minusSeconds(60));
        assertThat(shown.toString()).doesNotContain(secret().substring(12));
    }

    @Test
    void somebodyElsesKeyIsNeitherShownNorRevoked() {
        Api other = People.as("engineer2");

        assertThat(other.get("/api/v1/keys/" + id()).status()).isEqualTo(403);
        assertThat(other.post("/api/v1/keys/" + id() + "/revoke", Map.of("reason", "envy"))
                        .status())
                .isEqualTo(403);
        assertThat(auditor.get("/api/v1/keys/" + id()).status()).isEqualTo(200);
        assertThat(Keys.bearing(issued).get("/api/v1/me").status()).isEqualTo(200);
    }

    @Test
    void aMachinesKeyIsMadeByAnAdministratorAndDiesWithThePersonWhoAnswersForIt() {
        Api leaver = People.newPerson("leaver", List.of("engineer"));
        Api admin = People.as("admin1");
        String subject = leaver.get("/api/v1/me").json().path("subject").textValue();
        Keys.issue(leaver, Map.of("name", "own", "roles", List.of("engineer")));
        JsonNode machine = Keys.issue(
                admin, Map.of("name", "ci", "kind", "service", "accountable", subject, "roles", List.of("deployer")));
        assertThat(Keys.bearing(machine).get("/api/v1/me").status()).isEqualTo(200);

        Api.Answer left = admin.post("/api/v1/people/" + subject + "/left", Map.of("reason", "contract ended"));

        assertThat(left.status()).as(left.toString()).isEqualTo(200);
        Instant patience = Instant.now().plusSeconds(20);
        while (Keys.bearing(machine).get("/api/v1/me").status() == 200
                && Instant.now().isBefore(patience)) {
            Thread.onSpinWait();
        }
        assertThat(Keys.bearing(machine).get("/api/v1/me").status()).isEqualTo(401);
        assertThat(leaver.get("/api/v1/me").status()).isEqualTo(403);
        assertThat(auditor.get("/api/v1/ledger/entries?subjectKind=person&subjectId=" + subject)
                        .text())
                .contains("person.left");
    }
}

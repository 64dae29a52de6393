package io.countersign.systemtests.chain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.countersign.systemtests.Api;
import io.countersign.systemtests.Candidate;
import io.countersign.systemtests.People;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Over HTTP: the ways into a guarded stage and under a protected alias, by each role, and what the other kinds of request do. */
class GuardedWaysIT {
    private static final Api ENGINEER = People.as("engineer1");
    private static final Api APPROVER = People.as("approver1");
    private static final Api SECOND = People.newPerson("second-approver", List.of("risk-approver"));

    @ParameterizedTest
    @ValueSource(strings = {"engineer", "validator", "risk-approver", "model-owner", "deployer", "auditor", "admin"})
    void nobodyMovesAnythingAloneByAnyCall(String role) {
        Api alone = People.newPerson("alone", List.of(role));
        Candidate candidate = Candidate.good(ENGINEER);

        assertThat(candidate.transitionToProduction(alone).status()).isEqualTo(403);
        assertThat(setAlias(alone, candidate, "champion").status()).isEqualTo(403);
        for (String path : List.of("/api/v1/promotions", "/api/v1/rollbacks", "/api/v1/emergency-changes")) {
            assertThat(alone.post(path, request(candidate)).status()).as(path).isIn(200, 201, 403, 409);
        }
        JsonNode open = ENGINEER.get("/api/v1/promotions?state=open&model=" + candidate.model)
                .json()
                .path("items");
        open.forEach(promotion -> sign(alone, promotion, "approved"));

        assertThat(candidate.stage(ENGINEER)).isEqualTo("None");
        assertThat(alias(candidate, "champion")).isEqualTo(400);
    }

    @Test
    void protectedAliasMovesByTheStockCallOnceItsRequestIsSigned() {
        Candidate candidate = Candidate.good(ENGINEER);
        Api.Answer first = setAlias(ENGINEER, candidate, "champion");
        assertThat(first.status()).isEqualTo(403);
        assertThat(first.json().path("message").textValue()).startsWith("COUNTERSIGN_PROMOTION_PENDING: ");
        assertThat(setAlias(ENGINEER, candidate, "champion").json()).isEqualTo(first.json());

        JsonNode promotion = ENGINEER.get("/api/v1/promotions?state=open&model=" + candidate.model)
                .json()
                .at("/items/0");
        assertThat(promotion.path("targetKind").textValue()).isEqualTo("ALIAS");
        assertThat(sign(APPROVER, promotion, "approved").status()).isEqualTo(201);
        assertThat(setAlias(ENGINEER, candidate, "champion").status()).isEqualTo(200);
        assertThat(alias(candidate, "champion")).isEqualTo(200);
    }

    @Test
    void emergencyIsAppliedAtOnceAndItsReviewWaits() {
        Candidate candidate = Candidate.goodBut(ENGINEER, Map.of("test/auc", 0.5));
        JsonNode change =
                ENGINEER.post("/api/v1/emergency-changes", request(candidate)).json();
        assertThat(sign(APPROVER, change, "approved").status()).isEqualTo(201);
        assertThat(candidate.stage(ENGINEER)).isEqualTo("Production");

        JsonNode now = ENGINEER.get("/api/v1/promotions/" + change.path("id").textValue())
                .json();
        assertThat(now.at("/review/required/0/role").textValue()).isEqualTo("validator");
        assertThat(sign(People.as("validator1"), now, "reviewed").status()).isEqualTo(201);
        JsonNode picture = ENGINEER.get(
                        "/api/v1/promotions/" + change.path("id").textValue() + "/process")
                .json();
        assertThat(picture.path("bpmn").textValue()).contains("emergency-change");
        assertThat(picture.path("passed").toString()).contains("apply", "close-review");
    }

    @Test
    void policyIsChangedByTwoPersonsAndTheOldOneStays() {
        String thresholds =
                APPROVER.get("/api/v1/policies/model-promotion/1/thresholds").text();
        String required = APPROVER.get("/api/v1/policies/model-promotion/1/required-sign-offs")
                .text();
        JsonNode change = APPROVER.post(
                        "/api/v1/policy-changes",
                        Map.of(
                                "kind", "tables",
                                "subject", "model-promotion",
                                "thresholds", thresholds,
                                "requiredSignOffs", required,
                                "rationale", "the same again, for the test",
                                "effectiveFrom", "2099-01-01T00:00:00Z"))
                .json();
        String review = "/api/v1/policy-changes/" + change.path("id").textValue() + "/review";
        Map<String, ?> accepted = Map.of(
                "accepted",
                true,
                "proposalDigest",
                change.path("proposalDigest").textValue());
        assertThat(APPROVER.post(review, accepted).status()).isEqualTo(403);
        assertThat(SECOND.post(review, accepted).json().path("state").textValue())
                .isEqualTo("published");
        JsonNode policies = APPROVER.get("/api/v1/policies").json().path("items");
        assertThat(policies)
                .filteredOn(policy -> policy.path("inForce").booleanValue())
                .hasSize(1);
    }

    @Test
    void fileThatCouldRunCodeIsNoPolicy() {
        String required = APPROVER.get("/api/v1/policies/model-promotion/1/required-sign-offs")
                .text();
        Api.Answer refused = APPROVER.post(
                "/api/v1/policy-changes",
                Map.of(
                        "kind", "tables",
                        "subject", "model-promotion",
                        "thresholds", "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><x>&e;</x>",
                        "requiredSignOffs", required,
                        "rationale", "hostile"));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text()).contains("DOCTYPE").doesNotContain("root:");
    }

    private static Map<String, Object> request(Candidate candidate) {
        return Map.of(
                "model",
                candidate.model,
                "version",
                candidate.version,
                "stage",
                "Production",
                "rationale",
                "needed for the test",
                "archiveExisting",
                true);
    }

    private static Api.Answer setAlias(Api who, Candidate candidate, String alias) {
        return who.post(
                "/api/2.0/mlflow/registered-models/alias",
                Map.of("name", candidate.model, "alias", alias, "version", String.valueOf(candidate.version)));
    }

    private static int alias(Candidate candidate, String alias) {
        return ENGINEER.get("/api/2.0/mlflow/registered-models/alias?name=" + candidate.model + "&alias=" + alias)
                .status();
    }

    private static Api.Answer sign(Api signer, JsonNode promotion, String meaning) {
        return signer.post(
                "/api/v1/promotions/" + promotion.path("id").textValue() + "/sign-offs",
                Map.of(
                        "meaning",
                        meaning,
                        "comment",
                        "seen",
                        "evidenceDigest",
                        promotion.path("evidenceDigest").textValue()));
    }
}

package io.countersign.systemtests.chain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.countersign.systemtests.Api;
import io.countersign.systemtests.Candidate;
import io.countersign.systemtests.People;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What a promotion does and refuses, seen from outside: answers, stages and ledger entries. */
class PromotionIT {
    private static final Api ENGINEER = People.as("engineer1");
    private static final Api APPROVER = People.as("approver1");
    private static final Api AUDITOR = People.as("auditor1");

    @Test
    void withoutTokenNothingIsAnswered() {
        Api.Answer own = People.nobody().get("/api/v1/promotions");
        assertThat(own.status()).isEqualTo(401);
        assertThat(own.contentType()).startsWith("application/problem+json");
        Api.Answer mlflow = People.nobody().post("/api/2.0/mlflow/runs/search", Map.of());
        assertThat(mlflow.status()).isEqualTo(401);
        assertThat(mlflow.json().path("error_code").textValue()).isEqualTo("UNAUTHENTICATED");
    }

    @Test
    void wrongRoleIsRefusedAndTheRefusalIsOnRecord() {
        Candidate candidate = Candidate.good(ENGINEER);
        Api.Answer refused = candidate.requestProduction(AUDITOR);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().path("detail").textValue()).contains("engineer", "auditor");
        assertThat(candidate.stage(ENGINEER)).isEqualTo("None");
        String requestId = refused.json().path("instance").textValue().replace("urn:uuid:", "");
        assertThat(entries("action=call.refused&maxResults=50"))
                .anySatisfy(entry -> assertThat(entry.toString()).contains(requestId));
    }

    @Test
    void stockClientIsToldWhatIsMissingAndAskingAgainIsIdempotent() {
        Candidate candidate = Candidate.good(ENGINEER);
        Api.Answer first = candidate.transitionToProduction(ENGINEER);
        Api.Answer again = candidate.transitionToProduction(ENGINEER);
        assertThat(first.status()).isEqualTo(403);
        assertThat(first.json().path("error_code").textValue()).isEqualTo("PERMISSION_DENIED");
        assertThat(first.json().path("message").textValue())
                .startsWith("COUNTERSIGN_PROMOTION_PENDING: ")
                .contains("risk-approver", "/promotions/");
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(candidate.stage(ENGINEER)).isEqualTo("None");
    }

    @Test
    void metricBelowThresholdIsRefusedWithTheNumbers() {
        Candidate weak = Candidate.goodBut(ENGINEER, Map.of("test/auc", 0.612));
        Api.Answer stock = weak.transitionToProduction(ENGINEER);
        assertThat(stock.status()).isEqualTo(403);
        assertThat(stock.json().path("message").textValue())
                .startsWith("COUNTERSIGN_PROMOTION_REFUSED: ")
                .contains("test/auc", "0.612", "0.7");
        Api.Answer own = weak.requestProduction(ENGINEER);
        assertThat(own.status()).isEqualTo(422);
        assertThat(own.json().path("type").textValue()).isEqualTo("urn:countersign:problem:thresholds-failed");
        assertThat(own.json().path("results")).anySatisfy(result -> {
            assertThat(result.path("metric").textValue()).isEqualTo("test/auc");
            assertThat(result.path("verdict").textValue()).isEqualTo("failed");
        });
        assertThat(weak.stage(ENGINEER)).isEqualTo("None");
    }

    @Test
    void missingMetricFails() {
        Candidate without = Candidate.with(ENGINEER, Map.of("test/auc", 0.9));
        Api.Answer answer = without.requestProduction(ENGINEER);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("results").toString()).contains("test/ks");
    }

    @Test
    void requesterCannotApproveTheirOwnRequest() {
        Api both = People.newPerson("both", List.of("engineer", "risk-approver"));
        Candidate candidate = Candidate.good(ENGINEER);
        JsonNode promotion = created(candidate.requestProduction(both));
        Api.Answer refused = sign(both, promotion, "approved");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().path("detail").textValue()).contains("request");
        assertThat(candidate.stage(ENGINEER)).isEqualTo("None");
        assertThat(entriesOf(promotion)).containsExactly("promotion.requested");
    }

    @Test
    void developerCannotApproveWhatTheyTrained() {
        Api both = People.newPerson("developer", List.of("engineer", "risk-approver"));
        Candidate candidate = Candidate.good(both);
        JsonNode promotion = created(candidate.requestProduction(ENGINEER));
        Api.Answer refused = sign(both, promotion, "approved");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(candidate.stage(ENGINEER)).isEqualTo("None");
    }

    @Test
    void engineerCannotSign() {
        Candidate candidate = Candidate.good(ENGINEER);
        JsonNode promotion = created(candidate.requestProduction(ENGINEER));
        assertThat(sign(People.as("engineer2"), promotion, "approved").status()).isEqualTo(403);
        assertThat(candidate.stage(ENGINEER)).isEqualTo("None");
    }

    @Test
    void signatureOverOtherEvidenceIsRefused() {
        Candidate candidate = Candidate.good(ENGINEER);
        JsonNode promotion = created(candidate.requestProduction(ENGINEER));
        Api.Answer refused = APPROVER.post(
                "/api/v1/promotions/" + promotion.path("id").textValue() + "/sign-offs",
                Map.of("meaning", "approved", "comment", "ok", "evidenceDigest", "0".repeat(64)));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(candidate.stage(ENGINEER)).isEqualTo("None");
    }

    @Test
    void approvalMovesTheVersionArchivesTheOccupantAndStandsInTheLedger() {
        Candidate first = Candidate.good(ENGINEER);
        approve(first);
        Candidate second = first.next(ENGINEER);
        JsonNode promotion = approve(second);
        assertThat(second.stage(ENGINEER)).isEqualTo("Production");
        assertThat(first.stage(ENGINEER)).isEqualTo("Archived");
        assertThat(promotion.path("state").textValue()).isEqualTo("approved");
        assertThat(entriesOf(promotion))
                .containsExactlyInAnyOrder("promotion.requested", "sign-off.given", "promotion.approved");
        assertThat(entries("subjectKind=model-version&subjectId=" + second.model + "/" + second.version))
                .extracting(entry -> entry.path("action").textValue())
                .contains("model-version.created", "model-version.transitioned");
        assertThat(second.transitionToProduction(ENGINEER).status()).isEqualTo(200);
    }

    @Test
    void rejectionLeavesTheStageAndSaysWhy() {
        Candidate candidate = Candidate.good(ENGINEER);
        JsonNode promotion = created(candidate.requestProduction(ENGINEER));
        Api.Answer rejected = sign(APPROVER, promotion, "rejected");
        assertThat(rejected.status()).as(rejected.toString()).isEqualTo(201);
        assertThat(rejected.json().at("/promotion/state").textValue()).isEqualTo("rejected");
        assertThat(candidate.stage(ENGINEER)).isEqualTo("None");
        assertThat(entriesOf(promotion))
                .containsExactlyInAnyOrder("promotion.requested", "sign-off.given", "promotion.rejected");
    }

    @Test
    void changeOfTheRunAfterTheRequestVoidsIt() {
        Candidate candidate = Candidate.good(ENGINEER);
        JsonNode promotion = created(candidate.requestProduction(ENGINEER));
        assertThat(ENGINEER.post(
                                "/api/2.0/mlflow/runs/log-metric",
                                Map.of(
                                        "run_id",
                                        candidate.runId,
                                        "key",
                                        "test/auc",
                                        "value",
                                        0.99,
                                        "timestamp",
                                        1,
                                        "step",
                                        9))
                        .status())
                .isEqualTo(200);
        Api.Answer signed = sign(APPROVER, promotion, "approved");
        assertThat(signed.status()).as(signed.toString()).isEqualTo(409);
        assertThat(candidate.stage(ENGINEER)).isEqualTo("None");
        JsonNode after = ENGINEER.get(
                        "/api/v1/promotions/" + promotion.path("id").textValue())
                .json();
        assertThat(after.path("state").textValue()).isEqualTo("void");
    }

    @Test
    void frozenEvidenceIsWhatWasSigned() throws Exception {
        Candidate candidate = Candidate.good(ENGINEER);
        JsonNode promotion = created(candidate.requestProduction(ENGINEER));
        byte[] evidence = APPROVER.get(
                        "/api/v1/promotions/" + promotion.path("id").textValue() + "/evidence")
                .bytes();
        byte[] digest = java.security.MessageDigest.getInstance("SHA-256").digest(evidence);
        assertThat(java.util.HexFormat.of().formatHex(digest))
                .isEqualTo(promotion.path("evidenceDigest").textValue());
    }

    private static JsonNode approve(Candidate candidate) {
        JsonNode promotion = created(candidate.requestProduction(ENGINEER));
        Api.Answer signed = sign(APPROVER, promotion, "approved");
        assertThat(signed.status()).as(signed.toString()).isEqualTo(201);
        assertThat(signed.json().at("/inclusion/status").textValue()).isEqualTo("included");
        return signed.json().path("promotion");
    }

    private static JsonNode created(Api.Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        assertThat(answer.json().path("state").textValue()).isEqualTo("open");
        return answer.json();
    }

    private static Api.Answer sign(Api signer, JsonNode promotion, String meaning) {
        return signer.post(
                "/api/v1/promotions/" + promotion.path("id").textValue() + "/sign-offs",
                Map.of(
                        "meaning",
                        meaning,
                        "comment",
                        "seen and understood",
                        "evidenceDigest",
                        promotion.path("evidenceDigest").textValue()));
    }

    private static List<String> entriesOf(JsonNode promotion) {
        return entries("subjectKind=promotion&subjectId=" + promotion.path("id").textValue()).stream()
                .map(entry -> entry.path("action").textValue())
                .toList();
    }

    private static List<JsonNode> entries(String query) {
        Api.Answer answer = AUDITOR.get("/api/v1/ledger/entries?" + query);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return StreamSupport.stream(answer.json().path("items").spliterator(), false)
                .toList();
    }
}

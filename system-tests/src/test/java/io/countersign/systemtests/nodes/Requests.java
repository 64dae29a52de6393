package io.countersign.systemtests.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.countersign.systemtests.Api;
import io.countersign.systemtests.Candidate;
import java.util.Map;

/** What people ask of one node or the other. */
final class Requests {
    private Requests() {}

    static JsonNode promotion(Api engineer, Candidate candidate) {
        return created(candidate.requestProduction(engineer));
    }

    static Api.Answer sign(Api approver, JsonNode promotion) {
        return approver.post(
                "/api/v1/promotions/" + promotion.path("id").textValue() + "/sign-offs",
                Map.of(
                        "meaning",
                        "approved",
                        "comment",
                        "seen",
                        "evidenceDigest",
                        promotion.path("evidenceDigest").textValue()));
    }

    /** A finding about the model, long before its due date; the validator is its owner too. */
    static String finding(Api validator, String model) {
        String owner = validator.get("/api/v1/me").json().path("subject").textValue();
        return created(validator.post(
                        "/api/v1/findings",
                        Map.of(
                                "model",
                                model,
                                "title",
                                "a finding",
                                "area",
                                "data",
                                "severity",
                                "low",
                                "owner",
                                owner,
                                "dueAt",
                                "2099-01-01T00:00:00Z")))
                .path("id")
                .textValue();
    }

    static JsonNode created(Api.Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return answer.json();
    }
}

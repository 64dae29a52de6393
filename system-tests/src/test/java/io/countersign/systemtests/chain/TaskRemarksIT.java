package io.countersign.systemtests.chain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.countersign.systemtests.Api;
import io.countersign.systemtests.Candidate;
import io.countersign.systemtests.People;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What people say about their tasks, whatever these are about. */
class TaskRemarksIT {
    private static final byte[] PLAN = "<script>alert(1)</script>".getBytes(StandardCharsets.UTF_8);
    private static final Api ENGINEER = People.as("engineer1");
    private static final Api VALIDATOR = People.as("validator1");
    private static final Api APPROVER = People.as("approver1");
    private static final Api AUDITOR = People.as("auditor1");

    @Test
    void commentAndFileOnATaskStandAtItsFindingAndTheFileIsNeverShownInPlace() {
        Candidate candidate = Candidate.good(ENGINEER);
        String finding = created(VALIDATOR.post(
                        "/api/v1/findings",
                        Map.of(
                                "model",
                                candidate.model,
                                "title",
                                "a finding",
                                "area",
                                "data",
                                "severity",
                                "low",
                                "owner",
                                ENGINEER.get("/api/v1/me")
                                        .json()
                                        .path("subject")
                                        .textValue(),
                                "dueAt",
                                "2099-01-01T00:00:00Z")))
                .path("id")
                .textValue();
        String task = ENGINEER.get("/api/v1/tasks?of=mine&model=" + candidate.model)
                .json()
                .at("/items/0/id")
                .textValue();

        String remark = created(ENGINEER.post(
                        "/api/v1/tasks/" + task + "/remarks",
                        Map.of(
                                "text",
                                "the data come on Friday",
                                "fileName",
                                "plan \"of\" mine.html",
                                "mediaType",
                                "text/html",
                                "contentBase64",
                                Base64.getEncoder().encodeToString(PLAN))))
                .path("id")
                .textValue();

        JsonNode said =
                AUDITOR.get("/api/v1/findings/" + finding + "/remarks").json().at("/items/0");
        assertThat(said.path("text").textValue()).isEqualTo("the data come on Friday");
        assertThat(AUDITOR.get("/api/v1/tasks/" + task + "/remarks").json().at("/items/0"))
                .isEqualTo(said);
        Api.Answer file = AUDITOR.get("/api/v1/findings/" + finding + "/remarks/" + remark + "/file");
        assertThat(file.bytes()).isEqualTo(PLAN);
        assertThat(file.contentType()).isEqualTo("application/octet-stream");
        assertThat(file.headers().get("content-disposition"))
                .containsExactly("attachment; filename=\"plan__of__mine.html\"");
        assertThat(file.headers().get("x-content-type-options")).contains("nosniff");
        assertThat(AUDITOR.post("/api/v1/tasks/" + task + "/remarks", Map.of("text", "no"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void changeOfPolicyIsCommentedByWhoReviewsItAndByAnAdministrator() {
        Api author = People.newPerson("author", List.of("risk-approver"));
        String change = created(author.post(
                        "/api/v1/policy-changes",
                        Map.of(
                                "kind",
                                "protected-alias",
                                "subject",
                                "commented-" + UUID.randomUUID(),
                                "isProtected",
                                true,
                                "rationale",
                                "it leads to customers")))
                .path("id")
                .textValue();
        String remarks = "/api/v1/policy-changes/" + change + "/remarks";

        created(APPROVER.post(remarks, Map.of("text", "which customers?")));
        created(People.as("admin1").post(remarks, Map.of("text", "those of the branch")));

        assertThat(AUDITOR.get(remarks).json().path("items").findValuesAsText("text"))
                .containsExactly("which customers?", "those of the branch");
        assertThat(author.post("/api/v1/policy-changes/" + change + "/withdraw", Map.of())
                        .status())
                .isEqualTo(200);
        assertThat(APPROVER.get("/api/v1/findings/" + change + "/remarks").status())
                .isEqualTo(404);
    }

    private static JsonNode created(Api.Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return answer.json();
    }
}

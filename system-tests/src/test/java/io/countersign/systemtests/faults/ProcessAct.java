package io.countersign.systemtests.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.countersign.systemtests.Api;
import io.countersign.systemtests.Candidate;
import io.countersign.systemtests.Countersign;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a person does in the middle of a process, and what it changes.
 *
 * @param process key of the process
 * @param user who does it
 * @param path of the request
 * @param verb what is posted below it
 * @param body what is posted
 * @param entry the ledger entry that it leaves
 * @param done the request's state afterwards
 * @param candidate the version that it moves; null when it moves none
 */
record ProcessAct(
        String process,
        String user,
        String path,
        String verb,
        Map<String, ?> body,
        String entry,
        String done,
        @Nullable Candidate candidate) {

    static ProcessAct signing(Countersign countersign, String process, String kind, Candidate candidate) {
        JsonNode opened = created(countersign
                .as("engineer1")
                .post(
                        "/api/v1/" + kind,
                        Map.of(
                                "model",
                                candidate.model,
                                "version",
                                candidate.version,
                                "stage",
                                "Production",
                                "rationale",
                                "needed for the test",
                                "archiveExisting",
                                true)));
        return new ProcessAct(
                process,
                "approver1",
                "/api/v1/promotions/" + opened.path("id").textValue(),
                "/sign-offs",
                Map.of(
                        "meaning", "approved",
                        "comment", "seen",
                        "evidenceDigest", opened.path("evidenceDigest").textValue()),
                "sign-off.given",
                "approved",
                candidate);
    }

    static ProcessAct remedying(Countersign countersign, String model) {
        String owner = countersign
                .as("engineer1")
                .get("/api/v1/me")
                .json()
                .path("subject")
                .textValue();
        JsonNode finding = created(countersign
                .as("validator1")
                .post(
                        "/api/v1/findings",
                        Map.of(
                                "model", model,
                                "title", "a finding",
                                "area", "data",
                                "severity", "low",
                                "owner", owner,
                                "dueAt", "2099-01-01T00:00:00Z")));
        return new ProcessAct(
                "finding",
                "engineer1",
                "/api/v1/findings/" + finding.path("id").textValue(),
                "/remedy",
                Map.of("evidence", "done"),
                "finding.remedied",
                "remedied",
                null);
    }

    static ProcessAct reviewing(Countersign countersign, String alias) {
        JsonNode change = created(countersign
                .as("approver1")
                .post(
                        "/api/v1/policy-changes",
                        Map.of(
                                "kind",
                                "protected-alias",
                                "subject",
                                alias,
                                "isProtected",
                                true,
                                "rationale",
                                "it leads to customers")));
        return new ProcessAct(
                "policy-change",
                "approver2",
                "/api/v1/policy-changes/" + change.path("id").textValue(),
                "/review",
                Map.of(
                        "accepted",
                        true,
                        "proposalDigest",
                        change.path("proposalDigest").textValue()),
                "policy-change.reviewed",
                "published",
                null);
    }

    private static JsonNode created(Api.Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return answer.json();
    }

    Api.Answer doneOn(Countersign countersign) {
        return countersign.as(user).post(path + verb, body);
    }

    String state(Countersign countersign) {
        return countersign.as(user).get(path).json().path("state").textValue();
    }

    String id() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    long entries(Countersign countersign) throws SQLException {
        return count(countersign, "SELECT count(*) FROM ledger.entry WHERE action = ? AND subject_id = ?", entry, id());
    }

    /** How often its version was moved, by the ledger. */
    long moves(Countersign countersign) throws SQLException {
        return candidate == null
                ? 0
                : count(
                        countersign,
                        "SELECT count(*) FROM ledger.entry WHERE action = ? AND subject_id = ?",
                        "model-version.transitioned",
                        candidate.model + "/" + candidate.version);
    }

    /** Processes that run for it: one while it goes on, none when it is over. */
    long running(Countersign countersign) throws SQLException {
        return count(
                countersign,
                "SELECT count(*) FROM camunda.act_ru_execution WHERE parent_id_ IS NULL AND proc_def_key_ = ?"
                        + " AND business_key_ = ?",
                process,
                id());
    }

    private static long count(Countersign countersign, String query, String... values) throws SQLException {
        try (Connection database = countersign.database();
                PreparedStatement count = database.prepareStatement(query)) {
            for (int i = 0; i < values.length; i++) {
                count.setString(i + 1, values[i]);
            }
            try (ResultSet row = count.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    @Override
    public String toString() {
        return process;
    }
}

package io.countersign.systemtests.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.countersign.ear.launcher.Ports;
import io.countersign.ear.launcher.StateFolder;
import io.countersign.systemtests.Api;
import io.countersign.systemtests.Candidate;
import io.countersign.systemtests.Countersign;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * {@code kill -9} of WildFly in the middle of each process, then the run command again: each continues where it was, and what
 * was applied was applied once.
 */
@Tag("deep")
class KillDuringProcessesIT {
    private static final int MOMENT_MILLIS = 40;

    private final StateFolder state = Countersign.temporaryState();
    private final Ports ports = Ports.free();

    @Test
    void eachProcessContinuesAndNothingIsAppliedTwice() throws Exception {
        Countersign countersign = Countersign.start(state, ports);
        Candidate first = Candidate.good(as(countersign, "engineer1"));
        countersign = killedWhileSigning(countersign, open(countersign, "promotions", first), "approver1", "approved");
        assertThat(first.stage(as(countersign, "engineer1"))).isEqualTo("Production");
        Candidate second = first.next(as(countersign, "engineer1"));
        countersign = killedWhileSigning(
                countersign, open(countersign, "emergency-changes", second), "approver1", "approved");
        assertThat(second.stage(as(countersign, "engineer1"))).isEqualTo("Production");
        countersign = killedWhileSigning(countersign, open(countersign, "rollbacks", first), "approver1", "approved");
        assertThat(first.stage(as(countersign, "engineer1"))).isEqualTo("Production");
        assertThat(second.stage(as(countersign, "engineer1"))).isEqualTo("Archived");
        countersign = killedDuringFinding(countersign, first);
        countersign = killedDuringPolicyChange(countersign);
        countersign.stop();
    }

    private static JsonNode open(Countersign countersign, String kind, Candidate candidate) {
        Api.Answer opened = as(countersign, "engineer1")
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
                                true));
        assertThat(opened.status()).as(opened.toString()).isEqualTo(201);
        return opened.json();
    }

    private Countersign killedWhileSigning(Countersign before, JsonNode request, String who, String meaning)
            throws Exception {
        Api signer = as(before, who);
        signer.get("/api/v1/me");
        killDuring(() -> sign(signer, request, meaning));
        before.stop();
        Countersign after = Countersign.start(state, ports);
        Api again = as(after, who);
        String path = "/api/v1/promotions/" + request.path("id").textValue();
        if (again.get(path).json().path("state").textValue().equals("open")) {
            assertThat(sign(again, request, meaning).status()).isEqualTo(201);
        } else {
            assertThat(sign(again, request, meaning).status()).isIn(403, 409);
        }
        JsonNode now = again.get(path).json();
        assertThat(now.path("state").textValue()).isEqualTo("approved");
        assertThat(now.path("signOffs")).hasSize(1);
        return after;
    }

    private Countersign killedDuringFinding(Countersign before, Candidate candidate) throws Exception {
        Api validator = as(before, "validator1");
        String owner =
                as(before, "engineer1").get("/api/v1/me").json().path("subject").textValue();
        JsonNode finding = validator
                .post(
                        "/api/v1/findings",
                        Map.of(
                                "model", candidate.model,
                                "title", "a finding",
                                "area", "data",
                                "severity", "low",
                                "owner", owner,
                                "dueAt", "2099-01-01T00:00:00Z"))
                .json();
        Api engineer = as(before, "engineer1");
        String path = "/api/v1/findings/" + finding.path("id").textValue();
        killDuring(() -> engineer.post(path + "/remedy", Map.of("evidence", "done")));
        before.stop();
        Countersign after = Countersign.start(state, ports);
        if (as(after, "engineer1").get(path).json().path("state").textValue().equals("open")) {
            assertThat(as(after, "engineer1")
                            .post(path + "/remedy", Map.of("evidence", "done"))
                            .status())
                    .isEqualTo(200);
        }
        assertThat(as(after, "validator1")
                        .post(path + "/decision", Map.of("accepted", true))
                        .json()
                        .path("state")
                        .textValue())
                .isEqualTo("closed");
        return after;
    }

    private Countersign killedDuringPolicyChange(Countersign before) throws Exception {
        JsonNode change = as(before, "approver1")
                .post(
                        "/api/v1/policy-changes",
                        Map.of(
                                "kind", "guard",
                                "subject", "Staging",
                                "guardedBy", "model-promotion",
                                "rationale", "staging is looked at too"))
                .json();
        String path = "/api/v1/policy-changes/" + change.path("id").textValue();
        Map<String, ?> accepted = Map.of(
                "accepted",
                true,
                "proposalDigest",
                change.path("proposalDigest").textValue());
        Api second = as(before, "approver2");
        second.get("/api/v1/me");
        killDuring(() -> second.post(path + "/review", accepted));
        before.stop();
        Countersign after = Countersign.start(state, ports);
        Api again = as(after, "approver2");
        if (again.get(path).json().path("state").textValue().equals("open")) {
            assertThat(again.post(path + "/review", accepted).status()).isEqualTo(200);
        } else {
            assertThat(again.post(path + "/review", accepted).status()).isEqualTo(409);
        }
        JsonNode now = again.get(path).json();
        assertThat(now.path("state").textValue()).isEqualTo("published");
        assertThat(now.path("inForceAt").isTextual()).isTrue();
        try (Connection database = after.database();
                Statement statement = database.createStatement();
                ResultSet changes = statement.executeQuery(
                        "SELECT count(*) FROM ledger.entry WHERE action = 'stage.guard-changed'")) {
            changes.next();
            assertThat(changes.getInt(1)).isEqualTo(1);
        }
        return after;
    }

    private void killDuring(Runnable call) {
        CompletableFuture<Void> answer = CompletableFuture.runAsync(call);
        CompletableFuture.delayedExecutor(MOMENT_MILLIS, TimeUnit.MILLISECONDS).execute(this::killWildFly);
        try {
            answer.join();
        } catch (CompletionException cut) {
            assertThat(cut).as("the connection was cut by the kill").isNotNull();
        }
    }

    private void killWildFly() {
        try {
            String recorded = Files.readString(state.pidFile("wildfly"));
            ProcessHandle.of(Long.parseLong(recorded.strip().split(" ", -1)[0]))
                    .orElseThrow()
                    .destroyForcibly();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
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

    private static Api as(Countersign countersign, String user) {
        return Api.bearing(URI.create(countersign.url()), () -> countersign.tokenFor(user));
    }
}

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
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code kill -9} of WildFly at different moments of a sign-off, then the run command again. */
@Tag("deep")
class KillDuringSignOffIT {
    /** Milliseconds from the moment the sign-off was sent to the kill. */
    private static final List<Integer> MOMENTS = List.of(5, 120);

    private final StateFolder state = Countersign.temporaryState();
    private final Ports ports = Ports.free();

    @Test
    void nothingIsHalfDoneAndThePromotionContinuesWhereItWas() throws Exception {
        Countersign countersign = Countersign.start(state, ports);
        for (int moment : MOMENTS) {
            Candidate candidate = Candidate.good(as(countersign, "engineer1"));
            JsonNode promotion =
                    candidate.requestProduction(as(countersign, "engineer1")).json();
            CompletableFuture<Integer> answer = signInBackground(countersign, promotion);
            CompletableFuture.delayedExecutor(moment, TimeUnit.MILLISECONDS)
                    .execute(KillDuringSignOffIT.this::killWildFly);
            awaitEnd(answer);
            countersign.stop();

            countersign = Countersign.start(state, ports);
            assertNothingIsHalfDone(countersign, candidate, promotion);
            finish(countersign, candidate, promotion);
        }
        countersign.stop();
    }

    private static CompletableFuture<Integer> signInBackground(Countersign countersign, JsonNode promotion) {
        Api approver = as(countersign, "approver1");
        approver.get("/api/v1/me");
        return CompletableFuture.supplyAsync(() -> sign(approver, promotion).status());
    }

    private static void awaitEnd(CompletableFuture<Integer> answer) {
        try {
            System.out.println("The sign-off was answered with " + answer.join() + " before the kill");
        } catch (CompletionException cut) {
            System.out.println("The sign-off was cut off by the kill");
        }
    }

    private void killWildFly() {
        try {
            String recorded = Files.readString(state.pidFile("wildfly"));
            long pid = Long.parseLong(recorded.strip().split(" ", -1)[0]);
            ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Either all of it happened or none: stage, state, sign-off, task and ledger tell the same. */
    private static void assertNothingIsHalfDone(Countersign countersign, Candidate candidate, JsonNode promotion)
            throws SQLException {
        String id = promotion.path("id").textValue();
        Api engineer = as(countersign, "engineer1");
        String stateNow =
                engineer.get("/api/v1/promotions/" + id).json().path("state").textValue();
        boolean applied = stateNow.equals("approved");
        assertThat(stateNow).isIn("open", "approved");
        assertThat(candidate.stage(engineer)).isEqualTo(applied ? "Production" : "None");
        long expected = applied ? 1 : 0;
        assertThat(count(countersign, "ledger.entry WHERE action = 'sign-off.given' AND subject_id = '" + id + "'"))
                .isEqualTo(expected);
        assertThat(count(countersign, "ledger.entry WHERE action = 'promotion.approved' AND subject_id = '" + id + "'"))
                .isEqualTo(expected);
        assertThat(as(countersign, "approver1")
                        .get("/api/v1/tasks?maxResults=100")
                        .json()
                        .path("items")
                        .findValuesAsText("promotionId")
                        .contains(id))
                .isEqualTo(!applied);
    }

    private static void finish(Countersign countersign, Candidate candidate, JsonNode promotion) {
        Api approver = as(countersign, "approver1");
        if (!candidate.stage(approver).equals("Production")) {
            Api.Answer signed = sign(approver, promotion);
            assertThat(signed.status()).as(signed.toString()).isEqualTo(201);
        }
        assertThat(candidate.stage(approver)).isEqualTo("Production");
    }

    private static Api.Answer sign(Api approver, JsonNode promotion) {
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

    private static long count(Countersign countersign, String from) throws SQLException {
        try (Connection connection = countersign.database();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM " + from)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static Api as(Countersign countersign, String user) {
        return Api.bearing(URI.create(countersign.url()), () -> countersign.tokenFor(user));
    }
}

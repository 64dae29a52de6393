package io.countersign.systemtests.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.countersign.ear.launcher.Ports;
import io.countersign.ear.launcher.StateFolder;
import io.countersign.systemtests.Api;
import io.countersign.systemtests.Candidate;
import io.countersign.systemtests.Countersign;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * {@code kill -9} of WildFly with each process in the middle of an act, before its commit and after it, then the run command
 * again: what was cut off has left nothing and is done again; what was committed is there, and is not done twice.
 */
@Tag("deep")
class KillDuringProcessesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** The sequencer's advisory lock: while a test holds it no entry is included, and signers wait for the proof. */
    private static final long SEQUENCER = 0x636f_756e_7465_72L;

    private final StateFolder state = Countersign.temporaryState();
    private final Ports ports = Ports.free();

    @Test
    void whatWasCutOffHasLeftNothingAndWhatWasCommittedIsNotDoneTwice() throws Exception {
        Countersign first = Countersign.start(state, ports);
        List<ProcessAct> acts = oneOfEachProcess(first);
        Map<ProcessAct, Long> moves = moves(first, acts);
        killBeforeTheCommit(first, acts);
        first.stop();

        Countersign second = Countersign.start(state, ports);
        for (ProcessAct act : acts) {
            assertThat(act.state(second)).as("%s is as before", act).isEqualTo("open");
            assertThat(act.entries(second)).as(act.toString()).isZero();
            assertThat(act.moves(second)).as(act.toString()).isEqualTo(moves.get(act));
            assertThat(act.running(second)).as("the process of %s", act).isEqualTo(1);
        }
        killAfterTheCommit(second, acts);
        second.stop();

        Countersign third = Countersign.start(state, ports);
        for (ProcessAct act : acts) {
            assertThat(act.state(third)).as(act.toString()).isEqualTo(act.done());
            assertThat(act.doneOn(third).status()).as("%s once more", act).isIn(403, 409);
            assertThat(act.entries(third)).as(act.toString()).isEqualTo(1);
            assertThat(act.moves(third))
                    .as(act.toString())
                    .isEqualTo(moves.get(act) + (act.candidate() == null ? 0 : 1));
            if (act.candidate() != null) {
                assertThat(act.candidate().stage(third.as("engineer1"))).isEqualTo("Production");
            }
        }
        everyProcessGoesOn(third, acts);
        third.stop();
    }

    private static List<ProcessAct> oneOfEachProcess(Countersign countersign) {
        Api engineer = countersign.as("engineer1");
        countersign.as("approver2").get("/api/v1/tasks");
        Candidate back = Candidate.good(engineer);
        promoted(countersign, back);
        promoted(countersign, back.next(engineer));
        return List.of(
                ProcessAct.signing(countersign, "model-promotion", "promotions", Candidate.good(engineer)),
                ProcessAct.signing(countersign, "emergency-change", "emergency-changes", Candidate.good(engineer)),
                ProcessAct.signing(countersign, "rollback", "rollbacks", back),
                ProcessAct.remedying(countersign, back.model),
                ProcessAct.reviewing(countersign, "shadow"));
    }

    private static void promoted(Countersign countersign, Candidate candidate) {
        ProcessAct signing = ProcessAct.signing(countersign, "model-promotion", "promotions", candidate);
        assertThat(signing.doneOn(countersign).status()).isEqualTo(201);
        assertThat(candidate.stage(countersign.as("engineer1"))).isEqualTo("Production");
    }

    private static Map<ProcessAct, Long> moves(Countersign countersign, List<ProcessAct> acts) throws SQLException {
        Map<ProcessAct, Long> moves = new HashMap<>();
        for (ProcessAct act : acts) {
            moves.put(act, act.moves(countersign));
        }
        return moves;
    }

    private static void killBeforeTheCommit(Countersign countersign, List<ProcessAct> acts) throws Exception {
        try (CallInTheMiddle middle = new CallInTheMiddle(countersign)) {
            acts.forEach(act -> middle.begin(() -> act.doneOn(countersign)));
            middle.awaitStanding(acts.size());
            countersign.killServer();
            assertThat(middle.answered()).isZero();
        }
    }

    private static void killAfterTheCommit(Countersign countersign, List<ProcessAct> acts) throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(acts.size());
        try (Connection database = countersign.database();
                Statement statement = database.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(" + SEQUENCER + ")");
            acts.forEach(act -> callers.submit(() -> act.doneOn(countersign)));
            for (ProcessAct act : acts) {
                awaitEntry(countersign, act);
            }
            countersign.killServer();
        } finally {
            callers.shutdown();
        }
    }

    private static void awaitEntry(Countersign countersign, ProcessAct act) {
        await(act + " is committed")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> act.entries(countersign) > 0);
    }

    /** A finding is accepted, a break-glass change reviewed, a version that was let in is replaced, a protected alias guarded. */
    private static void everyProcessGoesOn(Countersign countersign, List<ProcessAct> acts) {
        ProcessAct finding = acts.get(3);
        assertThat(countersign
                        .as("validator1")
                        .post(finding.path() + "/decision", Map.of("accepted", true))
                        .json()
                        .path("state")
                        .textValue())
                .isEqualTo("closed");
        Api.Answer reviewed = countersign
                .as("validator1")
                .post(
                        acts.get(1).path() + "/sign-offs",
                        Map.of(
                                "meaning", "reviewed",
                                "comment", "it was urgent",
                                "evidenceDigest", acts.get(1).body().get("evidenceDigest")));
        assertThat(reviewed.status()).as(reviewed.toString()).isEqualTo(201);
        Candidate replaced = acts.get(0).candidate();
        promoted(countersign, replaced.next(countersign.as("engineer1")));
        assertThat(replaced.stage(countersign.as("engineer1"))).isEqualTo("Archived");
        Api.Answer alias = countersign
                .as("engineer1")
                .post(
                        "/api/2.0/mlflow/registered-models/alias",
                        Map.of("name", replaced.model, "alias", "shadow", "version", "1"));
        assertThat(alias.status()).as("the alias is protected now: %s", alias).isEqualTo(403);
    }
}

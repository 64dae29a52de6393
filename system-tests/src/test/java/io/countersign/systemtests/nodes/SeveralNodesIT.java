package io.countersign.systemtests.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.countersign.systemtests.Api;
import io.countersign.systemtests.Candidate;
import io.countersign.systemtests.Countersign;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two nodes are one installation: people do not notice which of them answers, and nothing is done twice. */
@Tag("deep")
class SeveralNodesIT {
    private static final int TIMERS = 30;
    private static final String JOBS_OF = " FROM camunda.act_ru_job j JOIN camunda.act_ru_execution e"
            + " ON e.id_ = j.process_instance_id_ JOIN approvals.finding f ON f.id::text = e.business_key_ ";

    @SuppressWarnings("NullAway.Init")
    private static TwoNodes nodes;

    @BeforeAll
    static void start() {
        nodes = TwoNodes.start();
    }

    @AfterAll
    static void stop() {
        nodes.close();
    }

    @Test
    void requestOpenedOnOneNodeIsSignedOnTheOther() {
        Candidate candidate = Candidate.good(nodes.onFirst("engineer1"));
        JsonNode promotion = Requests.promotion(nodes.onFirst("engineer1"), candidate);

        Api.Answer signed = Requests.sign(nodes.onSecond("approver1"), promotion);

        assertThat(signed.status()).as(signed.toString()).isEqualTo(201);
        assertThat(signed.json().at("/promotion/state").textValue()).isEqualTo("approved");
        assertThat(candidate.stage(nodes.onFirst("engineer1"))).isEqualTo("Production");
    }

    @Test
    void twoWhoSignAtOnceOnTwoNodesApplyItOnce() throws Exception {
        for (int round = 0; round < 5; round++) {
            Candidate candidate = Candidate.good(nodes.onFirst("engineer1"));
            JsonNode promotion = Requests.promotion(nodes.onFirst("engineer1"), candidate);

            List<Integer> answers = atOnce(List.of(
                    () -> Requests.sign(nodes.onFirst("approver1"), promotion).status(),
                    () -> Requests.sign(nodes.onSecond("approver2"), promotion).status()));

            assertThat(answers)
                    .containsOnlyOnce(201)
                    .filteredOn(status -> status != 201)
                    .allMatch(status -> status == 403 || status == 409);
            assertThat(nodes.count(
                            "SELECT count(*) FROM ledger.entry WHERE action = 'model-version.transitioned'"
                                    + " AND subject_id = ?",
                            candidate.model + "/" + candidate.version))
                    .isEqualTo(1);
        }
    }

    @Test
    void timersThatComeDueTogetherRunOnceEach() throws Exception {
        String model = Candidate.good(nodes.onFirst("engineer1")).model;
        for (int i = 0; i < TIMERS; i++) {
            Requests.finding(i % 2 == 0 ? nodes.onFirst("validator1") : nodes.onSecond("validator1"), model);
        }
        nodes.await(TIMERS, "SELECT count(*)" + JOBS_OF + "WHERE f.model = ?", model);

        nodes.sql("UPDATE camunda.act_ru_job SET duedate_ = now() - interval '1 minute' WHERE id_ IN (SELECT j.id_"
                + JOBS_OF + "WHERE f.model = '" + model + "')");
        String overdue = "SELECT count(*) FROM ledger.entry e JOIN approvals.finding f ON f.id::text = e.subject_id"
                + " WHERE e.action = 'finding.overdue' AND f.model = ?";
        nodes.await(TIMERS, overdue, model);
        nodes.await(0, "SELECT count(*)" + JOBS_OF + "WHERE f.model = ? AND j.duedate_ < now()", model);

        assertThat(nodes.count(overdue, model)).isEqualTo(TIMERS);
        assertThat(nodes.count(
                        "SELECT count(*) FROM approvals.finding WHERE overdue_at IS NOT NULL AND model = ?", model))
                .isEqualTo(TIMERS);
        assertThat(nodes.count("SELECT count(*) FROM camunda.act_ru_incident")).isZero();
    }

    @Test
    void oneNodeAtATimeSequencesTheLedgerAndNoEntryIsLeftOutOrTwice() throws Exception {
        long before = nodes.count("SELECT count(*) FROM ledger.entry");
        List<Callable<Integer>> writers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Api engineer = i % 2 == 0 ? nodes.onFirst("engineer1") : nodes.onSecond("engineer1");
            writers.add(() -> {
                for (int j = 0; j < 5; j++) {
                    Candidate.good(engineer);
                }
                return 0;
            });
        }
        atOnce(writers);
        nodes.await(
                0,
                "SELECT count(*) FROM ledger.entry e WHERE NOT EXISTS (SELECT 1 FROM ledger.leaf l"
                        + " WHERE l.entry_id = e.id)");

        long entries = nodes.count("SELECT count(*) FROM ledger.leaf");
        assertThat(entries).isGreaterThan(before + 80);
        assertThat(nodes.count("SELECT count(DISTINCT entry_id) FROM ledger.leaf"))
                .isEqualTo(entries);
        assertThat(nodes.count("SELECT max(leaf_index) + 1 FROM ledger.leaf")).isEqualTo(entries);
        assertThat(nodes.count(
                        "SELECT count(*) FROM (SELECT tree_size, lag(tree_size) OVER (ORDER BY signed_at) AS earlier"
                                + " FROM ledger.checkpoint) c WHERE tree_size <= earlier"))
                .as("checkpoints that do not continue the one before")
                .isZero();
        for (Countersign node : List.of(nodes.first(), nodes.second())) {
            assertThat(Countersign.send(java.net.http.HttpRequest.newBuilder(
                                    URI.create(node.managementUrl() + "/health/ready")))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void keyRevokedOnOneNodeIsRefusedOnTheOtherWithinASecond() throws Exception {
        JsonNode key = Requests.created(nodes.onFirst("engineer1")
                .post("/api/v1/keys", Map.of("name", "training", "roles", List.of("engineer"))));
        Api withKey = Api.bearing(
                URI.create(nodes.second().url()), () -> key.path("secret").textValue());
        assertThat(withKey.get("/api/v1/me").status()).isEqualTo(200);

        Api.Answer revoked = nodes.onFirst("engineer1")
                .post("/api/v1/keys/" + key.at("/key/id").textValue() + "/revoke", Map.of("reason", "it leaked"));
        Instant at = Instant.now();
        assertThat(revoked.status()).as(revoked.toString()).isBetween(200, 299);
        Instant begun = Instant.now();
        while (withKey.get("/api/v1/me").status() == 200) {
            assertThat(Duration.between(at, begun)).isLessThan(Duration.ofSeconds(1));
            begun = Instant.now();
        }
        System.out.println("Refused on the other node by a call that began "
                + Duration.between(at, begun).toMillis() + " ms after the revocation was answered");
    }

    private static List<Integer> atOnce(List<Callable<Integer>> calls) throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(calls.size());
        try {
            List<Integer> answers = new ArrayList<>();
            for (Future<Integer> answer : callers.invokeAll(calls)) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            callers.shutdown();
        }
    }
}

package io.countersign.systemtests.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.countersign.systemtests.Api;
import io.countersign.systemtests.Candidate;
import java.sql.Connection;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code kill -9} of one node while it holds a sign-off and a timer in the middle: the other one goes on. */
@Tag("deep")
class NodeIsKilledIT {
    private static final String HISTORY = "camunda.act_hi_actinst";
    private static final String JOB_OF = " WHERE process_instance_id_ = (SELECT id_ FROM camunda.act_ru_execution"
            + " WHERE parent_id_ IS NULL AND business_key_ = '";

    @Test
    void otherNodeTakesOverWhatTheDeadOneHeld() throws Exception {
        ExecutorService callers = Executors.newCachedThreadPool();
        try (TwoNodes nodes = TwoNodes.start()) {
            Candidate candidate = Candidate.good(nodes.onFirst("engineer1"));
            JsonNode promotion = Requests.promotion(nodes.onFirst("engineer1"), candidate);
            String finding = Requests.finding(nodes.onFirst("validator1"), candidate.model);

            try (Connection holder = nodes.first().database();
                    Statement hold = holder.createStatement()) {
                holder.setAutoCommit(false);
                hold.execute("LOCK TABLE " + HISTORY + " IN SHARE MODE");
                CompletableFuture<Api.Answer> cut = CompletableFuture.supplyAsync(
                        () -> Requests.sign(nodes.onFirst("approver1"), promotion), callers);
                nodes.await(
                        1,
                        "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = '" + HISTORY + "'::regclass");
                nodes.first().killServer();
                assertThat(cut.handle((answer, failed) -> failed).join()).isInstanceOf(CompletionException.class);
                holder.rollback();
            }
            // As a job that the dead node had taken, when the engine's lock on it has run out.
            nodes.sql(
                    "UPDATE camunda.act_ru_job SET duedate_ = now() - interval '1 minute', lock_owner_ = 'the-dead-node',"
                            + " lock_exp_time_ = now() - interval '1 second'" + JOB_OF + finding + "')");

            assertThat(nodes.onSecond("engineer1")
                            .get("/api/v1/promotions/" + promotion.path("id").textValue())
                            .json()
                            .path("state")
                            .textValue())
                    .isEqualTo("open");
            Api.Answer signed = Requests.sign(nodes.onSecond("approver1"), promotion);
            assertThat(signed.status()).as(signed.toString()).isEqualTo(201);
            assertThat(signed.json().at("/inclusion/status").textValue())
                    .as("the ledger is sequenced by the node that is left")
                    .isEqualTo("included");
            assertThat(candidate.stage(nodes.onSecond("engineer1"))).isEqualTo("Production");
            nodes.await(
                    1,
                    "SELECT count(*) FROM ledger.entry WHERE action = 'finding.overdue' AND subject_id = ?",
                    finding);
            assertThat(nodes.count(
                            "SELECT count(*) FROM ledger.entry WHERE action = 'model-version.transitioned'"
                                    + " AND subject_id = ?",
                            candidate.model + "/" + candidate.version))
                    .isEqualTo(1);
        } finally {
            callers.shutdown();
        }
    }
}

package io.countersign.systemtests.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.countersign.systemtests.Api;
import io.countersign.systemtests.Candidate;
import io.countersign.systemtests.Countersign;
import io.countersign.systemtests.People;
import io.countersign.verifier.TrustedKeys;
import io.countersign.verifier.VerifierKey;
import io.countersign.verifier.run.RunVerdict;
import io.countersign.verifier.run.RunVerifier;
import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineageClient;
import io.openlineage.client.transports.ApiKeyTokenProvider;
import io.openlineage.client.transports.HttpConfig;
import io.openlineage.client.transports.HttpTransport;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ExperimentalContextIT {
    private final Api engineer = People.as("engineer1");
    private final Api admin = People.as("admin1");

    private static Api.Answer ok(Api.Answer answer, int status) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        return answer;
    }

    private static String encoded(String node) {
        return URLEncoder.encode(node, StandardCharsets.UTF_8);
    }

    private List<String> graph(String node, String direction) {
        JsonNode view = ok(
                        engineer.get(
                                "/api/v1/lineage/graph?depth=20&direction=" + direction + "&node=" + encoded(node)),
                        200)
                .json();
        List<String> ids = new ArrayList<>();
        view.path("nodes").forEach(found -> ids.add(found.path("id").textValue()));
        return ids;
    }

    @Test
    void theStandardsOwnClientWithATokenLinksDatasetJobRunAndWhatCameOfIt() throws Exception {
        Candidate candidate = Candidate.good(engineer);
        String namespace = "etl-" + UUID.randomUUID();
        UUID jobRun = UUID.randomUUID();
        ok(
                engineer.post(
                        "/api/2.0/mlflow/runs/set-tag",
                        Map.of("run_id", candidate.runId, "key", "openlineage.runId", "value", jobRun.toString())),
                200);
        OpenLineage events = new OpenLineage(URI.create("https://example.org/etl"));
        try (OpenLineageClient client = client()) {
            client.emit(events.newRunEventBuilder()
                    .eventType(OpenLineage.RunEvent.EventType.COMPLETE)
                    .eventTime(ZonedDateTime.now())
                    .run(events.newRunBuilder().runId(jobRun).build())
                    .job(events.newJobBuilder()
                            .namespace(namespace)
                            .name("train")
                            .build())
                    .inputs(List.of(events.newInputDatasetBuilder()
                            .namespace(namespace)
                            .name("loans")
                            .build()))
                    .outputs(List.of(events.newOutputDatasetBuilder()
                            .namespace(namespace)
                            .name("scores")
                            .build()))
                    .build());
        }
        List<String> chain = List.of(
                "dataset:" + namespace + ":loans",
                "job:" + namespace + ":train",
                "job-run:" + jobRun,
                "run:" + candidate.runId);
        assertThat(graph(chain.get(3), "upstream")).containsAll(chain);
        assertThat(graph(chain.get(0), "downstream")).containsAll(chain);
        assertThat(ok(engineer.get("/api/v1/lineage/graph?node=" + encoded("job:no:such")), 404)
                        .contentType())
                .startsWith("application/problem+json");
        assertThat(People.as("auditor1").post("/api/v1/lineage", "{}").status()).isEqualTo(403);
        assertThat(People.nobody().post("/api/v1/lineage", "{}").status()).isEqualTo(401);
        assertThat(engineer.post("/api/v1/lineage", "{}").status()).isEqualTo(400);
        assertThat(engineer.post("/api/v1/lineage/batch", "{}").status()).isEqualTo(400);
    }

    private static OpenLineageClient client() {
        ApiKeyTokenProvider token = new ApiKeyTokenProvider();
        token.setApiKey(Countersign.running().tokenFor("deployer1"));
        HttpConfig config = new HttpConfig();
        config.setUrl(URI.create(Countersign.running().url()));
        config.setAuth(token);
        config.setCompression(HttpConfig.Compression.GZIP);
        config.setTimeoutInMillis(60_000);
        return OpenLineageClient.builder().transport(new HttpTransport(config)).build();
    }

    @Test
    void aRunIsShownComparedCommentedAndScored() {
        Candidate one = Candidate.good(engineer);
        Candidate other = Candidate.goodBut(engineer, Map.of("test/auc", 0.5));
        ok(engineer.post("/api/v1/runs/" + one.runId + "/comments", Map.of("text", "Depth 4 holds on October")), 201);
        JsonNode comment = ok(engineer.get("/api/v1/runs/" + one.runId + "/comments"), 200)
                .json()
                .at("/items/0");
        assertThat(comment.at("/author/name").textValue()).isEqualTo("Erin Engel");
        JsonNode run = ok(engineer.get("/api/v1/runs/" + one.runId), 200).json();
        assertThat(run.path("sealed").textValue()).isEqualTo("sealed");
        assertThat(run.path("commentCount").intValue()).isOne();
        assertThat(run.at("/artifacts/files")).hasSize(1);
        JsonNode card = ok(engineer.get("/api/v1/runs/" + one.runId + "/reproducibility"), 200)
                .json();
        assertThat(card).isEqualTo(run.path("reproducibility"));
        assertThat(card.findValuesAsText("name")).contains("code", "environment", "data", "seeds");
        JsonNode comparison = ok(
                        engineer.get("/api/v1/runs/compare?runIds=" + one.runId + "&runIds=" + other.runId), 200)
                .json();
        assertThat(comparison.path("metrics")).anySatisfy(row -> {
            assertThat(row.path("name").textValue()).isEqualTo("test/auc");
            assertThat(row.path("differs").booleanValue()).isTrue();
        });
        ok(engineer.get("/api/v1/runs/" + one.runId + "/metrics?name=test/auc"), 200);
        ok(engineer.get("/api/v1/runs?maxResults=5&filter=" + encoded("metrics.`test/auc` > 0.8")), 200);
        ok(engineer.get("/api/v1/experiments?view=all"), 200);
        ok(engineer.get("/api/v1/experiments/0"), 200);
        assertThat(engineer.get("/api/v1/runs/" + "f".repeat(32)).status()).isEqualTo(404);
        assertThat(engineer.get("/api/v1/runs?view=some").status()).isEqualTo(400);
        assertThat(People.nobody().get("/api/v1/runs").status()).isEqualTo(401);
        assertThat(People.as("auditor1")
                        .post("/api/v1/runs/" + one.runId + "/comments", Map.of("text", "x"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aSealIsCheckedThroughTheApiAndOfflineFromTheExport() throws Exception {
        Candidate candidate = Candidate.good(engineer);
        JsonNode check = ok(engineer.get("/api/v1/runs/" + candidate.runId + "/seal"), 200)
                .json();
        assertThat(check.path("holds").booleanValue()).isTrue();
        byte[] export = ok(engineer.get("/api/v1/runs/" + candidate.runId + "/export"), 200)
                .bytes();
        VerifierKey key = VerifierKey.parse(
                ok(engineer.get("/api/v1/ledger/key"), 200).text().strip());
        RunVerdict verdict = new RunVerifier(TrustedKeys.of(key), null).verify(new ByteArrayInputStream(export));
        assertThat(verdict.message()).contains("is as sealed");
        assertThat(verdict.sealDigest()).isEqualTo(check.at("/seal/digest").textValue());
        ok(
                engineer.post(
                        "/api/2.0/mlflow/runs/log-parameter",
                        Map.of("run_id", candidate.runId, "key", "late", "value", "1")),
                200);
        JsonNode broken = ok(engineer.get("/api/v1/runs/" + candidate.runId + "/seal"), 200)
                .json();
        assertThat(broken.path("holds").booleanValue()).isFalse();
        assertThat(broken.at("/firstDifference/where").textValue()).isEqualTo("params.late");
    }

    @Test
    void aDeletedRunIsPurgedForGoodUnlessItIsHeld() throws Exception {
        String run = finishedRun();
        ok(engineer.post("/api/2.0/mlflow/runs/delete", Map.of("run_id", run)), 200);
        String hold = ok(
                        admin.post(
                                "/api/v1/legal-holds",
                                Map.of("subject", Map.of("kind", "run", "id", run), "reason", "claim")),
                        201)
                .json()
                .path("id")
                .textValue();
        JsonNode kept = purge(run);
        assertThat(kept.at("/kept/0/why").textValue()).isEqualTo("It is under a legal hold");
        ok(admin.post("/api/v1/legal-holds/" + hold + "/lift", Map.of("reason", "settled")), 200);
        ok(admin.get("/api/v1/legal-holds?active=false"), 200);
        ok(admin.get("/api/v1/retention/candidates"), 200);
        JsonNode purged = purge(run);
        assertThat(purged.path("purged").intValue()).isOne();
        assertThat(engineer.get("/api/v1/runs/" + run).status()).isEqualTo(404);
        assertThat(engineer.post("/api/2.0/mlflow/runs/restore", Map.of("run_id", run))
                        .status())
                .isEqualTo(404);
        JsonNode entries = ok(People.as("auditor1").get("/api/v1/ledger/entries?subjectKind=run&subjectId=" + run), 200)
                .json();
        assertThat(entries.findValuesAsText("action"))
                .contains("run.purged", "run.kept", "legal-hold.placed", "legal-hold.lifted");
        assertThat(engineer.get("/api/v1/retention/candidates").status()).isEqualTo(403);
        assertThat(engineer.post("/api/v1/retention/purges", Map.of("runIds", List.of(run), "reason", "x"))
                        .status())
                .isEqualTo(403);
    }

    private String finishedRun() {
        String run = ok(engineer.post("/api/2.0/mlflow/runs/create", Map.of("experiment_id", "0")), 200)
                .json()
                .at("/run/info/run_id")
                .textValue();
        ok(
                engineer.post(
                        "/api/2.0/mlflow/runs/log-metric",
                        Map.of("run_id", run, "key", "auc", "value", 0.5, "timestamp", 1)),
                200);
        ok(engineer.put("/api/2.0/mlflow-artifacts/artifacts/0/" + run + "/artifacts/a.txt", new byte[] {1}), 200);
        ok(engineer.post("/api/2.0/mlflow/runs/update", Map.of("run_id", run, "status", "FINISHED")), 200);
        return run;
    }

    /** Orders a purge and waits until its one run is decided. */
    private JsonNode purge(String run) {
        JsonNode purge = ok(
                        admin.post("/api/v1/retention/purges", Map.of("runIds", List.of(run), "reason", "test")), 202)
                .json();
        String path = "/api/v1/retention/purges/" + purge.path("id").textValue();
        return await("the purge ends")
                .atMost(Duration.ofMinutes(3))
                .until(
                        () -> ok(admin.get(path), 200).json(),
                        now -> now.path("waiting").intValue() == 0
                                && !now.path("pointsLeft").booleanValue());
    }
}

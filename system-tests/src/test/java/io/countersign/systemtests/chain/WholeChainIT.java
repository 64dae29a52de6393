package io.countersign.systemtests.chain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.countersign.systemtests.Api;
import io.countersign.systemtests.Countersign;
import io.countersign.systemtests.People;
import io.countersign.systemtests.chain.Program.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The main job on real input: an engineer trains on real data with the unmodified MLflow client and asks for Production, an
 * approver signs, the version enters Production, the ledger tells of it and is verified offline, a report comes out.
 */
class WholeChainIT {
    private static final Path CHECKOUT = Path.of(System.getProperty("countersign.checkout"));

    private final Api engineer = People.as("engineer1");
    private final Api approver = People.as("approver1");
    private final Api auditor = People.as("auditor1");
    private final String model = "credit-scoring-" + UUID.randomUUID();

    @TempDir
    Path folder;

    @Test
    void fromTrainingToProductionLedgerAndReport() throws IOException {
        Outcome trained = train();
        assertThat(trained.exitCode()).as(trained.output()).isZero();
        assertThat(trained.output()).contains("a promotion was requested", "risk-approver approved");

        JsonNode version = registered();
        JsonNode run = run(version.path("run_id").textValue());
        assertTracked(run);

        JsonNode promotion = pending();
        assertThresholdsSpeakOf(promotion, run);
        assertThat(stage()).isEqualTo("None");

        JsonNode signed = sign(promotion);
        assertThat(signed.at("/promotion/state").textValue()).isEqualTo("approved");
        assertThat(signed.at("/inclusion/status").textValue()).isEqualTo("included");
        assertThat(stage()).isEqualTo("Production");
        assertThat(engineer.get("/api/2.0/mlflow/registered-models/get-latest-versions?name=" + model
                                + "&stages=Production")
                        .json()
                        .at("/model_versions/0/version")
                        .textValue())
                .isEqualTo("1");

        assertLedgerVerifiesOffline(promotion);
        assertReportTells(promotion, version, run);
    }

    private Outcome train() {
        Path sample = CHECKOUT.resolve("samples/credit-scoring/target");
        return Program.run(List.of(
                "-cp",
                sample + "/*:" + sample + "/lib/*",
                "io.countersign.samples.creditscoring.Train",
                "--tracking-uri",
                Countersign.running().url(),
                "--token-url",
                Countersign.running().keycloak().issuer() + "/protocol/openid-connect/token",
                "--model",
                model));
    }

    private JsonNode registered() {
        Api.Answer answer = engineer.get("/api/2.0/mlflow/model-versions/get?name=" + model + "&version=1");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json().path("model_version");
    }

    private JsonNode run(String id) {
        Api.Answer answer = engineer.get("/api/2.0/mlflow/runs/get?run_id=" + id);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json().path("run");
    }

    private void assertTracked(JsonNode run) {
        assertThat(run.at("/info/status").textValue()).isEqualTo("FINISHED");
        assertThat(metric(run, "test/auc")).isBetween(0.72, 0.85);
        assertThat(metric(run, "test/ks")).isBetween(0.30, 0.65);
        assertThat(metric(run, "test/brier")).isBetween(0.12, 0.20);
        assertThat(metric(run, "test/accuracy")).isBetween(0.65, 0.85);
        assertThat(metric(run, "test/auc/age:under_25")).isBetween(0.4, 1.0);
        assertThat(metric(run, "test/auc/ci_low")).isLessThan(metric(run, "test/auc"));
        assertThat(run.at("/data/params").findValuesAsText("key")).contains("seed");
        assertThat(run.at("/inputs/dataset_inputs")).isNotEmpty();
        String id = run.at("/info/run_id").textValue();
        assertThat(engineer.get("/api/2.0/mlflow/artifacts/list?run_id=" + id)
                        .json()
                        .path("files"))
                .isNotEmpty();
        List<Double> losses = StreamSupport.stream(
                        engineer.get("/api/2.0/mlflow/metrics/get-history?metric_key=validation/auc&run_id=" + id)
                                .json()
                                .path("metrics")
                                .spliterator(),
                        false)
                .map(point -> point.path("value").doubleValue())
                .toList();
        assertThat(losses).hasSizeGreaterThan(1);
    }

    private JsonNode pending() {
        Api.Answer answer = approver.get("/api/v1/promotions?model=" + model);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.json().path("items")).hasSize(1);
        String id = answer.json().at("/items/0/id").textValue();
        JsonNode promotion = approver.get("/api/v1/promotions/" + id).json();
        assertThat(promotion.path("state").textValue()).isEqualTo("open");
        assertThat(approver.get("/api/v1/tasks?maxResults=100")
                        .json()
                        .path("items")
                        .findValuesAsText("promotionId"))
                .contains(id);
        return promotion;
    }

    private static void assertThresholdsSpeakOf(JsonNode promotion, JsonNode run) {
        assertThat(promotion.path("thresholds")).isNotEmpty();
        for (JsonNode threshold : promotion.path("thresholds")) {
            assertThat(threshold.path("verdict").textValue())
                    .as(threshold.toString())
                    .isEqualTo("passed");
            assertThat(threshold.path("value").doubleValue())
                    .isEqualTo(metric(run, threshold.path("metric").textValue()));
        }
    }

    private JsonNode sign(JsonNode promotion) {
        Api.Answer answer = approver.post(
                "/api/v1/promotions/" + promotion.path("id").textValue() + "/sign-offs",
                Map.of(
                        "meaning",
                        "approved",
                        "comment",
                        "Slices checked",
                        "evidenceDigest",
                        promotion.path("evidenceDigest").textValue()));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return answer.json();
    }

    private String stage() {
        return registered().path("current_stage").textValue();
    }

    private void assertLedgerVerifiesOffline(JsonNode promotion) throws IOException {
        Path export = folder.resolve("ledger.ndjson.gz");
        Path key = folder.resolve("ledger.key");
        Api.Answer exported = auditor.get("/api/v1/ledger/export");
        assertThat(exported.status()).isEqualTo(200);
        Files.write(export, exported.bytes());
        Files.write(key, People.nobody().get("/api/v1/ledger/key").bytes());
        Outcome verified = verify(export, key);
        assertThat(verified.exitCode()).as(verified.output()).isZero();
        byte[] forged = exported.bytes().clone();
        forged[forged.length / 2] ^= 1;
        Files.write(export, forged);
        assertThat(verify(export, key).exitCode()).isNotZero();
        String actions = auditor.get("/api/v1/ledger/entries?maxResults=100&subjectKind=promotion&subjectId="
                        + promotion.path("id").textValue())
                .text();
        assertThat(actions).contains("promotion.requested", "sign-off.given", "promotion.approved");
    }

    private static Outcome verify(Path export, Path key) {
        return Program.run(List.of(
                "-jar",
                only("audit/verifier/target", "*-command.jar"),
                "log",
                export.toString(),
                "--key",
                key.toString()));
    }

    private void assertReportTells(JsonNode promotion, JsonNode version, JsonNode run) throws IOException {
        Api.Answer made = auditor.post(
                "/api/v1/reports",
                Map.of(
                        "template",
                        "promotion-evidence",
                        "subject",
                        Map.of("kind", "promotion", "id", promotion.path("id").textValue())));
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        byte[] pdf = auditor.get("/api/v1/reports/" + made.json().path("id").textValue() + "/pdf")
                .bytes();
        try (PDDocument document = Loader.loadPDF(pdf)) {
            String text = new PDFTextStripper().getText(document).replaceAll("\\s+", "");
            assertThat(text)
                    .contains(model)
                    .contains(run.at("/info/run_id").textValue())
                    .contains(promotion.path("evidenceDigest").textValue())
                    .contains("test/auc")
                    .contains("Sliceschecked");
            assertThat(document.getSignatureDictionaries()).hasSize(1);
        }
        assertThat(version.path("source").textValue())
                .contains(run.at("/info/run_id").textValue());
    }

    private static double metric(JsonNode run, String key) {
        return StreamSupport.stream(run.at("/data/metrics").spliterator(), false)
                .filter(metric -> metric.path("key").textValue().equals(key))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no metric " + key))
                .path("value")
                .doubleValue();
    }

    private static String only(String directory, String glob) {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(CHECKOUT.resolve(directory), glob)) {
            return found.iterator().next().toString();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}

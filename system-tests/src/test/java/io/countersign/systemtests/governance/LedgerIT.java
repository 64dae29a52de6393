package io.countersign.systemtests.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.countersign.systemtests.Api;
import io.countersign.systemtests.Candidate;
import io.countersign.systemtests.Countersign;
import io.countersign.systemtests.People;
import io.countersign.verifier.Checkpoint;
import io.countersign.verifier.LogVerdict;
import io.countersign.verifier.LogVerifier;
import io.countersign.verifier.SignedNote;
import io.countersign.verifier.TlogProof;
import io.countersign.verifier.TrustedKeys;
import io.countersign.verifier.VerifierKey;
import io.countersign.verifier.monitor.Monitor;
import io.countersign.verifier.monitor.RemoteLog;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ledger of the running application, as auditors, monitors and a SIEM see it. */
class LedgerIT {
    @TempDir
    Path directory;

    private final Api auditor = People.as("auditor1");
    private final Api engineer = People.as("engineer1");

    @Test
    void anybodyFollowsTheLogByItsTiles() throws IOException {
        Candidate.good(engineer);
        Monitor monitor = new Monitor(
                new RemoteLog(URI.create(Countersign.running().url() + "/api/v1/ledger")),
                keys(),
                directory.resolve("memory"),
                List.of(),
                0);
        assertThat(monitor.look().sound()).isTrue();
        Candidate.good(engineer);
        auditor.get("/api/v1/ledger/export?subjectKind=run&subjectId=nothing");
        Monitor.Look second = monitor.look();
        assertThat(second.sound()).as(second.message()).isTrue();
        assertThat(second.size()).isGreaterThan(second.before());
    }

    @Test
    void bundlesOfEntriesAreForAuditorsAlone() {
        assertThat(People.nobody().get("/api/v1/ledger/tile/entries/000.p/1").status())
                .isEqualTo(401);
        assertThat(engineer.get("/api/v1/ledger/tile/entries/000.p/1").status()).isEqualTo(403);
        Api.Answer bundle = auditor.get("/api/v1/ledger/tile/entries/000.p/1");
        assertThat(bundle.status()).isEqualTo(200);
        assertThat(bundle.text().substring(2)).startsWith("{\"action\":");
        assertThat(People.nobody().get("/api/v1/ledger/tile/0/000.p/1").bytes()).hasSize(32);
        assertThat(People.nobody().get("/api/v1/ledger/tile/0/900").status()).isEqualTo(404);
    }

    @Test
    void olderAndNewerTreeAreConsistentOverHttp() {
        long size = checkpoint().size();
        JsonNode proof = People.nobody()
                .get("/api/v1/ledger/consistency?from=1&to=" + size)
                .json();
        assertThat(proof.path("to").asLong()).isEqualTo(size);
        assertThat(proof.path("proof")).isNotEmpty();
        assertThat(People.nobody().get("/api/v1/ledger/consistency?from=5&to=1").status())
                .isEqualTo(400);
    }

    @Test
    void entryCarriesItsProofAndIsFoundByItsWords() {
        String word = "w" + UUID.randomUUID().toString().replace("-", "");
        Candidate candidate = Candidate.good(engineer);
        engineer.post(
                "/api/2.0/mlflow/registered-models/set-tag",
                Map.of("name", candidate.model, "key", "note", "value", "seen " + word));
        JsonNode entry = found(word);
        assertThat(entry.path("action").textValue()).isEqualTo("registered-model.tag-set");
        Api.Answer answer =
                auditor.get("/api/v1/ledger/entries/" + entry.path("entryId").textValue() + "/proof");
        TlogProof proof = TlogProof.parse(answer.text());
        assertThat(keys().require(proof.checkpoint()).size()).isPositive();
        assertThat(proof.proves(proof.entry().orElseThrow())).isTrue();
    }

    private JsonNode found(String word) {
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> auditor.get("/api/v1/ledger/entries?text=" + word)
                                .json()
                                .path("items")
                                .path(0),
                        JsonNode::isObject);
    }

    @Test
    void exportOfASubjectIsVerifiedAndLeavesItsEntry() throws IOException {
        Candidate candidate = Candidate.good(engineer);
        Api.Answer export =
                auditor.get("/api/v1/ledger/export?subjectKind=model-version&subjectId=" + candidate.model + "/1");
        assertThat(export.status()).isEqualTo(200);
        assertThat(export.headers()).containsKey("countersign-tree-size");
        LogVerdict verdict = new LogVerifier(keys(), List.of()).verify(() -> new ByteArrayInputStream(export.bytes()));
        assertThat(verdict.intact()).as(verdict.message()).isTrue();
        assertThat(verdict.leaves()).isPositive();
        JsonNode last = auditor.get("/api/v1/ledger/entries?action=ledger.exported&maxResults=1")
                .json()
                .at("/items/0/canonical");
        assertThat(last.textValue()).contains("\"subjectId\":\"" + candidate.model + "/1\"");
    }

    @Test
    void siemPollsFromWhereItIsAndItsOwnReadsMakeNoNews() throws IOException {
        Api siem = People.newPerson("siem", List.of("auditor"));
        String subject = siem.get("/api/v1/me").json().path("subject").textValue();
        long last = checkpoint().size() - 1;
        String model = Candidate.good(engineer).model;
        int news = 0;
        boolean registered = false;
        List<JsonNode> lines;
        do {
            lines = eventsAfter(last, siem);
            assertThat(lines.get(0).path("leafIndex").longValue()).isEqualTo(last + 1);
            last = lines.get(lines.size() - 1).path("leafIndex").longValue();
            registered |= lines.toString().contains(model);
            news += onlyReadsOf(subject, lines) ? 0 : 1;
        } while (!registered || !onlyReadsOf(subject, lines));
        assertThat(auditor.get("/api/v1/ledger/entries?action=ledger.exported&actor=" + subject)
                        .json()
                        .path("items"))
                .hasSize(news);
    }

    private static List<JsonNode> eventsAfter(long last, Api siem) throws IOException {
        Api.Answer answer = await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> siem.get("/api/v1/ledger/events?after=" + last),
                        each -> each.status() != 200 || !each.text().isEmpty());
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return new ObjectMapper()
                .readerFor(JsonNode.class)
                .<JsonNode>readValues(answer.text())
                .readAll();
    }

    private static boolean onlyReadsOf(String subject, List<JsonNode> lines) {
        return lines.stream()
                .allMatch(line -> line.path("action").asText().equals("ledger.exported")
                        && line.at("/actor/subject").asText().equals(subject));
    }

    @Test
    void eventsAreForAuditorsAndInBoundedPages() {
        assertThat(auditor.get("/api/v1/ledger/events?maxResults=0").status()).isEqualTo(400);
        assertThat(engineer.get("/api/v1/ledger/events").status()).isEqualTo(403);
    }

    @Test
    void replayNamesAStageThatChangedWithoutAnEntry() throws SQLException {
        Candidate candidate = Candidate.good(engineer);
        engineer.post(
                "/api/2.0/mlflow/registered-models/alias",
                Map.of("name", candidate.model, "alias", "mine", "version", "1"));
        assertThat(differences(candidate)).isEmpty();
        asSuperuser("UPDATE registry.model_version v SET stage = 'Staging' FROM registry.registered_model m"
                + " WHERE m.id = v.model_id AND m.name = '" + candidate.model + "'");
        asSuperuser("DELETE FROM registry.model_alias a USING registry.registered_model m"
                + " WHERE m.id = a.model_id AND m.name = '" + candidate.model + "'");
        List<JsonNode> found = differences(candidate);
        assertThat(found).hasSize(2);
        assertThat(found.toString())
                .contains(
                        "\"subject\":\"" + candidate.model + "/1\",\"ledger\":\"None\",\"live\":\"Staging\"",
                        "\"subject\":\"" + candidate.model + "@mine\",\"ledger\":\"1\"");
    }

    private List<JsonNode> differences(Candidate candidate) {
        Api.Answer report = auditor.get("/api/v1/ledger/replay");
        assertThat(report.status()).as(report.toString()).isEqualTo(200);
        return StreamSupport.stream(report.json().path("differences").spliterator(), false)
                .filter(each -> each.path("subject").asText().startsWith(candidate.model))
                .toList();
    }

    private static void asSuperuser(String sql) throws SQLException {
        try (Connection database = Countersign.running().database();
                Statement statement = database.createStatement()) {
            statement.execute("SET session_replication_role = replica");
            statement.execute(sql);
        }
    }

    private static Checkpoint checkpoint() {
        return Checkpoint.parse(SignedNote.parse(
                People.nobody().get("/api/v1/ledger/checkpoint").text()));
    }

    private static TrustedKeys keys() {
        return TrustedKeys.of(
                VerifierKey.parse(People.nobody().get("/api/v1/ledger/key").text()));
    }
}

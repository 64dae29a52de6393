package io.countersign.verifier.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.verifier.Hash;
import io.countersign.verifier.MerkleProofs;
import io.countersign.verifier.NoteSigner;
import io.countersign.verifier.SignedNote;
import io.countersign.verifier.VerifierKey;
import io.countersign.verifier.testing.SmallLog;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The witness over HTTP, as C2SP tlog-witness wants it. */
class WitnessTest {
    private static final Instant NOW = Instant.parse("2026-11-29T10:00:00Z");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    Path directory;

    private final SmallLog log = SmallLog.named("witnessed.test/log").add(5);
    private WitnessServer server;
    private VerifierKey key;

    @BeforeEach
    void start() throws Exception {
        NoteSigner signer = new WitnessKeyFile(directory.resolve("witness.key")).loadOrGenerate("witness.test/w1");
        key = signer.verifier();
        Witness witness =
                new Witness(signer, List.of(log.key()), directory.resolve("state"), Clock.fixed(NOW, ZoneOffset.UTC));
        server = new WitnessServer(witness, new InetSocketAddress("127.0.0.1", 0));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void continuationIsCosignedWithTheTimeOfTheWitness() throws Exception {
        SignedNote.Line first = client().cosign(log.checkpoint(), 0, this::proof);
        SignedNote cosigned = SignedNote.parse(log.checkpoint()).with(List.of(first));
        assertThat(cosigned.cosignedAt(key)).contains(NOW);
        assertThat(SignedNote.parse(cosigned.note()).standing(log.key())).isEqualTo(SignedNote.Standing.SIGNED);
        log.add(8);
        assertThat(client().cosign(log.checkpoint(), 0, this::proof)).isNotEqualTo(first);
    }

    @Test
    void keyAndMemoryOutliveARestart() throws Exception {
        client().cosign(log.checkpoint(), 0, this::proof);
        server.close();
        start();
        assertThat(post(new AddCheckpoint(0, List.of(), log.checkpoint()).body())
                        .statusCode())
                .isEqualTo(409);
        assertThat(client().cosign(log.checkpoint(), 5, this::proof).name()).isEqualTo("witness.test/w1");
    }

    @Test
    void rollbackIsRefusedWithTheSizeThatWasCosigned() throws Exception {
        client().cosign(log.checkpoint(), 0, this::proof);
        HttpResponse<String> answer = post(new AddCheckpoint(3, List.of(), log.checkpoint(3)).body());
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).isEqualTo("5\n");
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/x.tlog.size");
        assertThatThrownBy(() -> client().cosign(log.checkpoint(3), 0, this::proof))
                .isInstanceOf(WitnessClient.Refused.class)
                .hasMessageContaining("goes back");
    }

    @Test
    void forkIsRefusedThoughTheRealKeySignedIt() throws Exception {
        client().cosign(log.checkpoint(), 0, this::proof);
        log.change(2);
        log.add(4);
        assertThatThrownBy(() -> client().cosign(log.checkpoint(), 5, this::proof))
                .isInstanceOf(WitnessClient.Refused.class)
                .hasMessageContaining("not a continuation of the tree of 5 leaves");
        assertThat(directory.resolve("state").toFile().list()).anyMatch(name -> name.endsWith(".refused"));
    }

    @Test
    void twoForksOfTheSameSizeAreNotBothCosigned() throws Exception {
        client().cosign(log.checkpoint(), 0, this::proof);
        log.change(4);
        assertThat(post(new AddCheckpoint(5, List.of(), log.checkpoint()).body())
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void requestsAreAnsweredAsTheProtocolSays() throws Exception {
        assertThat(post("old x\n\n" + log.checkpoint()).statusCode()).isEqualTo(400);
        assertThat(post(new AddCheckpoint(9, List.of(), log.checkpoint()).body())
                        .statusCode())
                .isEqualTo(400);
        SmallLog stranger = SmallLog.named("stranger.test/log").add(2);
        assertThat(post(new AddCheckpoint(0, List.of(), stranger.checkpoint()).body())
                        .statusCode())
                .isEqualTo(404);
        SmallLog thief = log.with(SmallLog.newKey("witnessed.test/log"));
        assertThat(post(new AddCheckpoint(0, List.of(), thief.checkpoint()).body())
                        .statusCode())
                .isEqualTo(403);
        assertThat(post(new AddCheckpoint(0, List.of(log.root(5)), log.checkpoint()).body())
                        .statusCode())
                .isEqualTo(422);
        assertThat(post("x".repeat(100_000)).statusCode()).isEqualTo(413);
    }

    @Test
    void monitorsGetTheCosignedCheckpoint() throws Exception {
        String hash = Hash.sha256("witnessed.test/log".getBytes(StandardCharsets.UTF_8))
                .hex();
        assertThat(get("/" + hash + "/checkpoint").statusCode()).isEqualTo(404);
        client().cosign(log.checkpoint(), 0, this::proof);
        SignedNote note = SignedNote.parse(get("/" + hash + "/checkpoint").body());
        assertThat(note.standing(key)).isEqualTo(SignedNote.Standing.SIGNED);
        assertThat(note.standing(log.key())).isEqualTo(SignedNote.Standing.SIGNED);
    }

    private List<Hash> proof(long from) {
        return MerkleProofs.consistency(from, log.size(), log.nodes());
    }

    private WitnessClient client() {
        return new WitnessClient(HTTP, URI.create("http://127.0.0.1:" + server.port()), key);
    }

    private HttpResponse<String> post(String body) throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/add-checkpoint"))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}

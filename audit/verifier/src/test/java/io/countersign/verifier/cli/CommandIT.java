package io.countersign.verifier.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.countersign.verifier.Hash;
import io.countersign.verifier.MerkleHash;
import io.countersign.verifier.MerkleProofs;
import io.countersign.verifier.SignedNote;
import io.countersign.verifier.TlogProof;
import io.countersign.verifier.VerifierKey;
import io.countersign.verifier.run.RunExportWriter;
import io.countersign.verifier.testing.ServedLog;
import io.countersign.verifier.testing.SmallLog;
import io.countersign.verifier.witness.WitnessClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code countersign-verify} as a process of its own: what it prints, its exit codes, its protocols. */
class CommandIT {
    private static final String NAME = "command.test/log";

    @TempDir
    Path directory;

    private final SmallLog log = SmallLog.named(NAME).add(6);

    @Test
    void logNeedsNoNetworkAndSaysWhichLeafIsBad() throws Exception {
        Path export = Files.write(directory.resolve("export.gz"), log.export());
        Command.Ended sound = Command.withoutNetwork("log", export.toString(), "--key", key());
        assertThat(sound.lines())
                .containsExactly("OK: all 6 entries are as signed by " + NAME + "; 0 disclosures match, 0 are erased");
        assertThat(sound.exitCode()).isZero();

        Path kept = Files.writeString(directory.resolve("kept"), log.checkpoint());
        log.change(2);
        Files.write(export, log.export());
        Command.Ended forked = Command.withoutNetwork(
                "log", export.toString(), "--key", key(), "--checkpoint", kept.toString(), "--json");
        assertThat(forked.exitCode()).isEqualTo(1);
        assertThat(forked.lines()).hasSize(1);
        assertThat(forked.lines().get(0)).startsWith("{").contains("\"intact\":false", "\"firstBadLeaf\":0");
    }

    @Test
    void wrongUsageIsTwoAndUnreadableInputIsThree() throws Exception {
        Command.Ended usage = Command.withoutNetwork("log");
        assertThat(usage.exitCode()).isEqualTo(2);
        assertThat(usage.errors()).contains("Missing required", "Usage: countersign-verify log");
        Command.Ended absent =
                Command.withoutNetwork("log", directory.resolve("absent").toString(), "--key", key());
        assertThat(absent.exitCode()).isEqualTo(3);
        assertThat(absent.errors())
                .startsWith("Cannot verify: there is no file")
                .doesNotContain("\tat ");
    }

    @Test
    void proofOfOneEntry() throws Exception {
        TlogProof proof = TlogProof.of(log.entry(3), 3, MerkleProofs.inclusion(3, 6, log.nodes()), log.checkpoint());
        Path file = Files.writeString(directory.resolve("entry.tlog-proof"), proof.text());
        assertThat(Command.withoutNetwork("proof", file.toString(), "--key", key())
                        .lines())
                .containsExactly(
                        "OK: leaf 3 of 6 is as signed by " + NAME + ": run.sealed, written 2026-11-23T09:00:00.000Z");
        Path other = Files.write(directory.resolve("entry"), log.entry(4));
        Command.Ended wrong =
                Command.withoutNetwork("proof", file.toString(), "--key", key(), "--entry", other.toString());
        assertThat(wrong.exitCode()).isEqualTo(1);
        assertThat(wrong.lines()).containsExactly("NOT AS SIGNED: leaf 3 is not the entry that was signed");
    }

    @Test
    void consistencyOfTwoCheckpoints() throws Exception {
        Path old = Files.writeString(directory.resolve("old"), log.checkpoint());
        log.add(5);
        Path young = Files.writeString(directory.resolve("young"), log.checkpoint());
        Path proof = consistency(6, 11);
        assertThat(Command.withoutNetwork(
                                "consistency",
                                old.toString(),
                                young.toString(),
                                "--key",
                                key(),
                                "--proof",
                                proof.toString())
                        .lines())
                .containsExactly("OK: the tree of 11 leaves begins with the one of 6");
        log.change(1);
        Files.writeString(young, log.checkpoint());
        Command.Ended forked = Command.withoutNetwork(
                "consistency",
                old.toString(),
                young.toString(),
                "--key",
                key(),
                "--proof",
                consistency(6, 11).toString(),
                "--json");
        assertThat(forked.exitCode()).isEqualTo(1);
        assertThat(forked.lines().get(0)).contains("\"intact\":false", "\"from\":6", "\"to\":11");
    }

    private Path consistency(int from, int to) throws IOException {
        String hashes = MerkleProofs.consistency(from, to, log.nodes()).stream()
                .map(hash -> "\"" + hash.hex() + "\"")
                .collect(Collectors.joining(","));
        return Files.writeString(directory.resolve("consistency.json"), "{\"proof\":[" + hashes + "]}");
    }

    @Test
    void sealedRun() throws Exception {
        String form = "{\"artifacts\":[],\"datasets\":[],\"format\":\"countersign/run-seal/v1\",\"metrics\":{},"
                + "\"params\":{\"trees\":\"100\"},\"runId\":\"r1\"}";
        assertThat(Command.withoutNetwork("run", run(form, form).toString(), "--key", key())
                        .exitCode())
                .isZero();
        Command.Ended changed = Command.withoutNetwork(
                "run", run(form, form.replace("100", "101")).toString(), "--key", key());
        assertThat(changed.exitCode()).isEqualTo(1);
        assertThat(changed.lines())
                .hasSize(1)
                .first()
                .asString()
                .startsWith("NOT AS SIGNED: ")
                .contains("trees");
    }

    private Path run(String sealed, String present) throws IOException {
        String entry = "{\"action\":\"run.sealed\",\"facts\":{\"digest\":\""
                + Hash.sha256(sealed.getBytes(StandardCharsets.UTF_8)).hex()
                + "\"},\"subject\":{\"id\":\"r1\",\"kind\":\"run\"}}";
        SmallLog sealing = new SmallLog(log.signer()).add(1).add(entry);
        Path file = directory.resolve("run.gz");
        try (RunExportWriter export = new RunExportWriter(Files.newOutputStream(file))) {
            export.header("r1", key());
            export.seal(
                    sealed, entry, 1, List.of(MerkleHash.leaf(sealing.entry(0)).hex()), sealing.checkpoint());
            export.present(present);
            export.trailer();
        }
        return file;
    }

    @Test
    void watchFollowsALogUntilItIsForked() throws Exception {
        AtomicReference<SmallLog> shown = new AtomicReference<>(log);
        try (ServedLog served = new ServedLog(shown::get);
                Command watch = Command.start(
                        "watch",
                        served.prefix().toString(),
                        "--key",
                        key(),
                        "--memory",
                        directory.resolve("memory").toString(),
                        "--interval",
                        "1")) {
            assertThat(watch.nextLine()).isEqualTo("OK: " + NAME + " has 6 leaves, 6 more than before, and only grew");
            SmallLog forked = log.with(log.signer());
            forked.change(2);
            shown.set(forked.add(3));
            Command.Ended ended = watch.ended();
            assertThat(ended.exitCode()).isEqualTo(1);
            assertThat(ended.lines().get(ended.lines().size() - 1)).startsWith("NOT AS SIGNED: the log is forked");
        }
    }

    @Test
    void watchOnceTellsALogThatDoesNotAnswerFromOneThatLies() throws Exception {
        URI nobody;
        try (ServedLog served = new ServedLog(() -> log)) {
            nobody = served.prefix();
        }
        String memory = directory.resolve("memory").toString();
        Command.Ended silent =
                Command.withoutNetwork("watch", nobody.toString(), "--key", key(), "--memory", memory, "--once");
        assertThat(silent.exitCode()).isEqualTo(3);
    }

    @Test
    void witnessCosignsRemembersAndRefusesAForkAfterItWasKilled() throws Exception {
        VerifierKey witness;
        try (Command command = witness()) {
            witness =
                    VerifierKey.parse(Objects.requireNonNull(command.nextLine()).substring("Witness ".length()));
            SignedNote.Line line = client(command, witness).cosign(log.checkpoint(), 0, this::proof);
            assertThat(SignedNote.parse(log.checkpoint()).with(List.of(line)).standing(witness))
                    .isEqualTo(SignedNote.Standing.SIGNED);
        }
        log.change(1);
        log.add(2);
        try (Command again = witness()) {
            assertThat(again.nextLine()).isEqualTo("Witness " + witness.vkey());
            WitnessClient client = client(again, witness);
            assertThatThrownBy(() -> client.cosign(log.checkpoint(), 6, this::proof))
                    .isInstanceOf(WitnessClient.Refused.class);
        }
    }

    @Test
    void witnessTellsProgramsItsKeyAndAddressInAnObject() throws Exception {
        try (Command command = witness("--json")) {
            JsonNode told = new ObjectMapper().readTree(command.nextLine());
            VerifierKey key = VerifierKey.parse(told.path("witness").asText());
            WitnessClient client = new WitnessClient(
                    HttpClient.newHttpClient(), URI.create(told.path("address").asText()), key);
            assertThat(client.cosign(log.checkpoint(), 0, this::proof).name()).isEqualTo(key.name());
        }
    }

    /** A terminal of its own, as {@code script} gives it. */
    @Test
    void barShowsTheProgressOnATerminalAndNowhereElse() throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "there is no script(1) here");
        Path export = Files.write(directory.resolve("export.gz"), log.export());
        String answer = "OK: all 6 entries are as signed by " + NAME;
        Command.Ended seen = Command.onATerminal("log", export.toString(), "--key", key());
        assertThat(seen.exitCode()).isZero();
        assertThat(String.join("\n", seen.lines())).contains("export.gz", "100%", answer);
        Command.Ended quiet = Command.onATerminal("log", export.toString(), "--key", key(), "--no-progress");
        assertThat(String.join("\n", quiet.lines())).contains(answer).doesNotContain("100%");
        Command.Ended piped = Command.withoutNetwork("log", export.toString(), "--key", key());
        assertThat(piped.errors()).isEmpty();
    }

    private Command witness(String... more) throws IOException {
        return Command.start(
                Stream.concat(Stream.of(witnessing()), Stream.of(more)).toArray(String[]::new));
    }

    private String[] witnessing() {
        return new String[] {
            "witness",
            "--log",
            key(),
            "--key",
            directory.resolve("witness.key").toString(),
            "--state",
            directory.resolve("state").toString(),
            "--port",
            "0"
        };
    }

    private static WitnessClient client(Command witness, VerifierKey key) throws IOException {
        String address = Objects.requireNonNull(witness.nextLine()).substring("Listens on ".length());
        return new WitnessClient(HttpClient.newHttpClient(), URI.create(address), key);
    }

    private List<Hash> proof(long from) {
        return from == 0 ? List.of() : MerkleProofs.consistency(from, log.size(), log.nodes());
    }

    /** Many leaves in the 64 MB that the command has here: nothing grows with the log. */
    @Test
    void memoryDoesNotGrowWithTheLog() throws Exception {
        SmallLog large = new SmallLog(log.signer()).add(0);
        IntStream.range(0, 300).forEach(i -> large.add("{\"facts\":{\"n\":\"" + i + "x".repeat(400_000) + "\"}}"));
        Path export = Files.write(directory.resolve("large.gz"), large.export());
        Command.Ended ended = Command.withoutNetwork("log", export.toString(), "--key", key());
        assertThat(ended.errors()).isEmpty();
        assertThat(ended.exitCode()).isZero();
    }

    private String key() {
        return log.key().vkey();
    }
}

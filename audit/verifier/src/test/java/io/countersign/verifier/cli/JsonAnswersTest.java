package io.countersign.verifier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.countersign.verifier.Hash;
import io.countersign.verifier.MerkleHash;
import io.countersign.verifier.MerkleProofs;
import io.countersign.verifier.TlogProof;
import io.countersign.verifier.run.RunExportWriter;
import io.countersign.verifier.testing.ServedLog;
import io.countersign.verifier.testing.SmallLog;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With {@code --json}, each command answers one object with the members that docs/ledger-format.md names, good or bad. */
class JsonAnswersTest {
    private static final String NAME = "json.test/log";

    @TempDir
    Path directory;

    private final SmallLog log = SmallLog.named(NAME).add(6);

    @Test
    void log() throws Exception {
        Path export = Files.write(directory.resolve("export.gz"), log.export());
        JsonNode sound = answer(0, "log", export.toString());
        assertThat(names(sound))
                .containsExactly(
                        "intact",
                        "fault",
                        "firstBadLeaf",
                        "lastCandidate",
                        "writtenAt",
                        "message",
                        "origin",
                        "treeSize",
                        "leaves",
                        "disclosures",
                        "erased");
        assertThat(sound.path("intact").asBoolean()).isTrue();
        assertThat(sound.path("fault").isNull()).isTrue();
        assertThat(sound.path("leaves").asLong()).isEqualTo(6);

        Path kept = Files.writeString(directory.resolve("kept"), log.checkpoint());
        log.change(2);
        Files.write(export, log.export());
        JsonNode bad = answer(1, "log", export.toString(), "--checkpoint", kept.toString());
        assertThat(bad.path("intact").asBoolean()).isFalse();
        assertThat(bad.path("fault").asText()).isEqualTo("FORKED");
        assertThat(List.of(
                        bad.path("firstBadLeaf").asLong(),
                        bad.path("lastCandidate").asLong()))
                .containsExactly(0L, 5L);
    }

    @Test
    void proof() throws Exception {
        TlogProof proof = TlogProof.of(log.entry(3), 3, MerkleProofs.inclusion(3, 6, log.nodes()), log.checkpoint());
        Path file = Files.writeString(directory.resolve("entry.tlog-proof"), proof.text());
        JsonNode sound = answer(0, "proof", file.toString());
        assertThat(names(sound)).containsExactly("intact", "leafIndex", "origin", "treeSize", "message");
        assertThat(sound.path("intact").asBoolean()).isTrue();
        assertThat(List.of(
                        sound.path("leafIndex").asLong(), sound.path("treeSize").asLong()))
                .containsExactly(3L, 6L);
        Path other = Files.write(directory.resolve("entry"), log.entry(4));
        JsonNode bad = answer(1, "proof", file.toString(), "--entry", other.toString());
        assertThat(bad.path("intact").asBoolean()).isFalse();
        assertThat(bad.path("message").asText()).isEqualTo("leaf 3 is not the entry that was signed");
    }

    @Test
    void consistency() throws Exception {
        Path old = Files.writeString(directory.resolve("old"), log.checkpoint());
        log.add(5);
        Path young = Files.writeString(directory.resolve("young"), log.checkpoint());
        JsonNode sound = answer(
                0,
                "consistency",
                old.toString(),
                young.toString(),
                "--proof",
                consistency(6, 11).toString());
        assertThat(names(sound)).containsExactly("intact", "origin", "from", "to", "message");
        assertThat(sound.path("intact").asBoolean()).isTrue();
        log.change(1);
        Files.writeString(young, log.checkpoint());
        JsonNode bad = answer(
                1,
                "consistency",
                old.toString(),
                young.toString(),
                "--proof",
                consistency(6, 11).toString());
        assertThat(bad.path("intact").asBoolean()).isFalse();
        assertThat(List.of(bad.path("from").asLong(), bad.path("to").asLong())).containsExactly(6L, 11L);
    }

    @Test
    void run() throws Exception {
        String form = "{\"artifacts\":[],\"datasets\":[],\"format\":\"countersign/run-seal/v1\",\"metrics\":{},"
                + "\"params\":{\"trees\":\"100\"},\"runId\":\"r1\"}";
        JsonNode sound = answer(0, "run", run(form, form).toString());
        assertThat(names(sound))
                .containsExactly(
                        "intact", "fault", "where", "message", "runId", "sealDigest", "leafIndex", "points", "files");
        assertThat(sound.path("intact").asBoolean()).isTrue();
        assertThat(sound.path("runId").asText()).isEqualTo("r1");
        JsonNode bad = answer(1, "run", run(form, form.replace("100", "101")).toString());
        assertThat(bad.path("intact").asBoolean()).isFalse();
        assertThat(bad.path("fault").asText()).isEqualTo("CHANGED");
        assertThat(bad.path("where").asText()).contains("trees");
    }

    @Test
    void watch() throws Exception {
        AtomicReference<SmallLog> shown = new AtomicReference<>(log);
        try (ServedLog served = new ServedLog(shown::get)) {
            String[] once = {
                "watch",
                served.prefix().toString(),
                "--memory",
                directory.resolve("memory").toString(),
                "--once"
            };
            JsonNode sound = answer(0, once);
            assertThat(names(sound)).containsExactly("intact", "size", "before", "message");
            assertThat(sound.path("intact").asBoolean()).isTrue();
            assertThat(sound.path("size").asLong()).isEqualTo(6);
            SmallLog forked = log.with(log.signer());
            forked.change(2);
            shown.set(forked.add(3));
            JsonNode bad = answer(1, once);
            assertThat(bad.path("intact").asBoolean()).isFalse();
            assertThat(List.of(bad.path("size").asLong(), bad.path("before").asLong()))
                    .containsExactly(9L, 6L);
        }
    }

    /** There is no object then: what cannot be read has no verdict. */
    @Test
    void unreadableInputIsASentenceBesideTheOutput() {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = CountersignVerify.run(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                "log",
                directory.resolve("absent").toString(),
                "--key",
                log.key().vkey(),
                "--json");
        assertThat(code).isEqualTo(3);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).startsWith("Cannot verify: there is no file");
    }

    private JsonNode answer(int code, String... arguments) throws IOException {
        List<String> line = new ArrayList<>(List.of(arguments));
        line.addAll(List.of("--key", log.key().vkey(), "--json"));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int ended = CountersignVerify.run(
                new PrintWriter(out, true), new PrintWriter(err, true), line.toArray(new String[0]));
        assertThat(ended).as(out + " " + err).isEqualTo(code);
        assertThat(err.toString()).isEmpty();
        assertThat(out.toString().lines()).hasSize(1);
        return new ObjectMapper().readTree(out.toString());
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private Path consistency(long from, long to) throws IOException {
        String hashes = MerkleProofs.consistency(from, to, log.nodes()).stream()
                .map(hash -> "\"" + hash.hex() + "\"")
                .collect(Collectors.joining(","));
        return Files.writeString(directory.resolve("consistency.json"), "{\"proof\":[" + hashes + "]}");
    }

    private Path run(String sealed, String present) throws IOException {
        String entry = "{\"action\":\"run.sealed\",\"facts\":{\"digest\":\""
                + Hash.sha256(sealed.getBytes(StandardCharsets.UTF_8)).hex()
                + "\"},\"subject\":{\"id\":\"r1\",\"kind\":\"run\"}}";
        SmallLog sealing = new SmallLog(log.signer()).add(1).add(entry);
        Path file = directory.resolve("run.gz");
        try (RunExportWriter export = new RunExportWriter(Files.newOutputStream(file))) {
            export.header("r1", log.key().vkey());
            export.seal(
                    sealed, entry, 1, List.of(MerkleHash.leaf(sealing.entry(0)).hex()), sealing.checkpoint());
            export.present(present);
            export.trailer();
        }
        return file;
    }
}

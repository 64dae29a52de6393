package io.countersign.verifier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.verifier.Checkpoint;
import io.countersign.verifier.CompactTree;
import io.countersign.verifier.ExportLine;
import io.countersign.verifier.ExportScope;
import io.countersign.verifier.ExportWriter;
import io.countersign.verifier.Hash;
import io.countersign.verifier.MerkleHash;
import io.countersign.verifier.MerkleProofs;
import io.countersign.verifier.NoteSigner;
import io.countersign.verifier.TlogProof;
import io.countersign.verifier.VerifierKey;
import io.countersign.verifier.testing.SmallLog;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CountersignVerifyTest {
    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private NoteSigner signer;

    @BeforeEach
    void newKey() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        signer = new NoteSigner(pair.getPrivate(), VerifierKey.of("cli.test/log", pair.getPublic()));
    }

    @Test
    void intactExportIsZeroInOneLine() throws Exception {
        assertThat(run("log", export("a", "b", "c").toString(), "--key", key())).isZero();
        assertThat(out.toString().lines())
                .containsExactly("OK: all 3 entries are as signed by cli.test/log; 0 disclosures match, 0 are erased");
    }

    @Test
    void changedExportIsOneAndNamesTheLeaf() throws Exception {
        assertThat(run("log", export("a", "!b", "c").toString(), "--key", key()))
                .isEqualTo(1);
        assertThat(out.toString().lines()).containsExactly("NOT AS SIGNED: leaf 1 was changed");
    }

    @Test
    void programsGetJson() throws Exception {
        assertThat(run("log", export("a", "!b").toString(), "--key", key(), "--json"))
                .isEqualTo(1);
        assertThat(out.toString())
                .contains("\"intact\":false", "\"fault\":\"CHANGED\"", "\"firstBadLeaf\":1", "\"lastCandidate\":1");
    }

    @Test
    void keptCheckpointBeyondTheExportIsTruncation() throws Exception {
        Path kept = directory.resolve("kept");
        Files.writeString(kept, signed(tree(List.of("a", "b", "c", "d"))));
        assertThat(run("log", export("a", "b").toString(), "--key", key(), "--checkpoint", kept.toString()))
                .isEqualTo(1);
        assertThat(out.toString()).contains("leaf 2 is missing, and all after it");
    }

    @Test
    void keyMayBeAFile() throws Exception {
        Path file = directory.resolve("key");
        Files.writeString(file, key() + "\n");
        assertThat(run("log", export("a").toString(), "--key", file.toString())).isZero();
    }

    @Test
    void wrongUsageIsTwo() throws Exception {
        assertThat(run()).isEqualTo(2);
        assertThat(run("log", export("a").toString())).isEqualTo(2);
        assertThat(run("log", export("a").toString(), "--key", "nonsense")).isEqualTo(2);
        assertThat(err.toString()).contains("--key is neither a file nor a verifier key");
    }

    @Test
    void unreadableInputIsThree() throws Exception {
        Path text = Files.writeString(directory.resolve("text"), "no export");
        assertThat(run("log", directory.resolve("absent").toString(), "--key", key()))
                .isEqualTo(3);
        assertThat(run("log", text.toString(), "--key", key())).isEqualTo(3);
        assertThat(err.toString()).contains("there is no file").doesNotContain("\tat ");
    }

    @Test
    void proofThatBringsItsEntryIsVerified() throws Exception {
        SmallLog log = new SmallLog(signer).add(9);
        TlogProof proof = TlogProof.of(log.entry(3), 3, MerkleProofs.inclusion(3, 9, log.nodes()), log.checkpoint());
        Path file = Files.writeString(directory.resolve("p.tlog-proof"), proof.text());
        assertThat(run("proof", file.toString(), "--key", key())).isZero();
        assertThat(out.toString().lines())
                .containsExactly("OK: leaf 3 of 9 is as signed by cli.test/log: run.sealed, written"
                        + " 2026-11-23T09:00:00.000Z");
        Path other = directory.resolve("entry");
        Files.write(other, log.entry(4));
        assertThat(run("proof", file.toString(), "--key", key(), "--entry", other.toString()))
                .isEqualTo(1);
        assertThat(out.toString()).contains("NOT AS SIGNED: leaf 3 is not the entry that was signed");
        assertThat(run(
                        "proof",
                        file.toString(),
                        "--key",
                        SmallLog.newKey("cli.test/log").verifier().vkey()))
                .isEqualTo(1);
    }

    @Test
    void answerOfTheApiIsAProofToo() throws Exception {
        SmallLog log = new SmallLog(signer).add(2);
        Path file = Files.writeString(
                directory.resolve("inclusion.json"),
                "{\"leafIndex\":0,\"proof\":[\"%s\"],\"checkpoint\":\"%s\"}"
                        .formatted(
                                MerkleHash.leaf(log.entry(1)).hex(),
                                log.checkpoint().replace("\n", "\\n")));
        Path entry = directory.resolve("entry");
        Files.write(entry, log.entry(0));
        assertThat(run("proof", file.toString(), "--key", key(), "--entry", entry.toString(), "--json"))
                .isZero();
        assertThat(out.toString()).contains("\"intact\":true", "\"leafIndex\":0", "\"treeSize\":2");
        assertThat(run("proof", file.toString(), "--key", key())).isEqualTo(2);
    }

    @Test
    void newerCheckpointContinuesTheOlderOneOrNot() throws Exception {
        SmallLog log = new SmallLog(signer).add(5);
        Path old = Files.writeString(directory.resolve("old"), log.checkpoint());
        log.add(4);
        Path young = Files.writeString(directory.resolve("young"), log.checkpoint());
        Path proof = consistency(log, 5, 9);
        assertThat(run("consistency", old.toString(), young.toString(), "--key", key(), "--proof", proof.toString()))
                .isZero();
        assertThat(run("consistency", old.toString(), young.toString(), "--key", key()))
                .isEqualTo(2);
        log.change(1);
        Path forked = Files.writeString(directory.resolve("forked"), log.checkpoint());
        Path other = consistency(log, 5, 9);
        assertThat(run("consistency", old.toString(), forked.toString(), "--key", key(), "--proof", other.toString()))
                .isEqualTo(1);
        assertThat(out.toString()).contains("does not begin with the one of 5: a leaf before 5 is another one");
    }

    private Path consistency(SmallLog log, int from, int to) throws Exception {
        String hashes = MerkleProofs.consistency(from, to, log.nodes()).stream()
                .map(hash -> "\"" + hash.hex() + "\"")
                .collect(java.util.stream.Collectors.joining(","));
        return Files.writeString(
                Files.createTempFile(directory, "consistency", ".json"), "{\"proof\":[" + hashes + "]}");
    }

    private int run(String... args) {
        return CountersignVerify.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
    }

    private String key() {
        return signer.verifier().vkey();
    }

    /** An export of these entries; one with an exclamation mark was signed without it. */
    private Path export(String... entries) throws Exception {
        List<String> honest =
                List.of(entries).stream().map(entry -> entry.replace("!", "")).toList();
        Path file = Files.createTempFile(directory, "export", ".gz");
        try (OutputStream stream = Files.newOutputStream(file);
                ExportWriter export = new ExportWriter(stream)) {
            export.header(new ExportLine.Header(
                    key(), signed(tree(honest)), ExportScope.whole(0, entries.length), List.of()));
            for (int i = 0; i < entries.length; i++) {
                export.leaf(new ExportLine.Leaf(i, leaf(honest.get(i)), text(entries[i]), List.of()));
            }
            export.trailer();
        }
        return file;
    }

    private String signed(CompactTree tree) {
        return signer.sign(new Checkpoint("cli.test/log", tree.size(), tree.root()).text());
    }

    private static CompactTree tree(List<String> entries) {
        CompactTree tree = new CompactTree();
        entries.forEach(entry -> tree.append(leaf(entry)));
        return tree;
    }

    private static Hash leaf(String entry) {
        return MerkleHash.leaf(text(entry).getBytes(StandardCharsets.UTF_8));
    }

    private static String text(String entry) {
        return "{\"facts\":{\"entry\":\"" + entry + "\"}}";
    }
}

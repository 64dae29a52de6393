package io.countersign.verifier.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.verifier.Checkpoint;
import io.countersign.verifier.CompactTree;
import io.countersign.verifier.Hash;
import io.countersign.verifier.MerkleHash;
import io.countersign.verifier.NoteSigner;
import io.countersign.verifier.TrustedKeys;
import io.countersign.verifier.VerifierKey;
import io.countersign.verifier.run.RunVerdict.Fault;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunVerifierTest {
    private static final String RUN = "0c1d2e3f405142638475869708192a3b";
    private static final String SCHEMA = "[\"age\"]";

    @TempDir
    Path folder;

    private NoteSigner signer;

    @BeforeEach
    void newKey() throws Exception {
        signer = signer();
    }

    private static NoteSigner signer() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        return new NoteSigner(pair.getPrivate(), VerifierKey.of("run.test/log", pair.getPublic()));
    }

    private static String sha(String text) {
        return Hash.sha256(text.getBytes(StandardCharsets.UTF_8)).hex();
    }

    private static String form(String trees) {
        ByteBuffer point = ByteBuffer.allocate(24).putLong(1).putLong(1_000).putLong(Double.doubleToLongBits(0.5));
        return "{\"artifacts\":[{\"path\":\"model/MLmodel\",\"sha256\":\"" + sha("bytes")
                + "\",\"size\":\"5\"}],\"datasets\":[{\"digest\":\"d1\",\"name\":\"credit\",\"schemaSha256\":\""
                + sha(SCHEMA)
                + "\"}],\"format\":\"countersign/run-seal/v1\",\"metrics\":{\"auc\":{\"points\":\"1\",\"sha256\":\""
                + Hash.sha256(point.array()).hex() + "\"}},\"params\":{\"trees\":\"" + trees + "\"},\"runId\":\"" + RUN
                + "\"}";
    }

    private static String entry(String form) {
        return "{\"action\":\"run.sealed\",\"facts\":{\"digest\":\"" + sha(form) + "\"},\"subject\":{\"id\":\"" + RUN
                + "\",\"kind\":\"run\"}}";
    }

    /** What an export is made of; honest unless a test says otherwise. */
    private final class Export {
        private String sealed = form("100");
        private String present = form("100");
        private String entry = entry(form("100"));
        private double value = 0.5;
        private @Nullable String schema = SCHEMA;
        private boolean whole = true;
        private NoteSigner by = signer;
        private String signedEntry = entry(form("100"));

        byte[] bytes() throws IOException {
            Hash first = MerkleHash.leaf("{}".getBytes(StandardCharsets.UTF_8));
            CompactTree tree = new CompactTree();
            tree.append(first);
            tree.append(MerkleHash.leaf(signedEntry.getBytes(StandardCharsets.UTF_8)));
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (RunExportWriter export = new RunExportWriter(bytes)) {
                export.header(RUN, by.verifier().vkey());
                export.seal(
                        sealed,
                        entry,
                        1,
                        List.of(first.hex()),
                        by.sign(new Checkpoint("run.test/log", 2, tree.root()).text()));
                export.present(present);
                export.points("auc", new long[] {1}, new long[] {1_000}, new double[] {value});
                export.dataset("credit", "d1", schema, null);
                if (whole) {
                    export.trailer();
                }
            }
            return bytes.toByteArray();
        }

        RunVerdict verdict(@Nullable Path files) throws IOException {
            return new RunVerifier(TrustedKeys.of(signer.verifier()), files).verify(new ByteArrayInputStream(bytes()));
        }
    }

    @Test
    void anHonestExportIsAsSealed() throws Exception {
        RunVerdict verdict = new Export().verdict(null);
        assertThat(verdict.message())
                .isEqualTo("run " + RUN + " is as sealed in leaf 1 of the signed log; 1 metric points match");
        assertThat(verdict.intact()).isTrue();
        assertThat(verdict.sealDigest()).isEqualTo(sha(form("100")));
    }

    @Test
    void aRunThatWasChangedIsNamedWithWhatItWas() throws Exception {
        Export export = new Export();
        export.present = form("200");
        RunVerdict verdict = export.verdict(null);
        assertThat(verdict.fault()).isEqualTo(Fault.CHANGED);
        assertThat(verdict.where()).isEqualTo("params.trees");
        assertThat(verdict.message()).isEqualTo("the run is not as sealed: params.trees was \"100\" and is \"200\"");
    }

    @Test
    void aFormThatWasRewrittenIsNotTheOneInTheLog() throws Exception {
        Export export = new Export();
        export.sealed = form("200");
        export.present = form("200");
        assertThat(export.verdict(null).fault()).isEqualTo(Fault.OTHER_SEAL);
    }

    @Test
    void anEntryThatWasRewrittenIsNotInTheLog() throws Exception {
        Export export = new Export();
        export.sealed = form("200");
        export.present = form("200");
        export.entry = entry(form("200"));
        assertThat(export.verdict(null).fault()).isEqualTo(Fault.NOT_IN_LOG);
    }

    @Test
    void anotherKeyProvesNothing() throws Exception {
        Export export = new Export();
        export.by = signer();
        assertThat(export.verdict(null).fault()).isEqualTo(Fault.WRONG_KEY);
    }

    @Test
    void anEntryOfAnotherActProvesNothing() throws Exception {
        Export export = new Export();
        export.entry = entry(form("100")).replace("run.sealed", "run.created");
        export.signedEntry = export.entry;
        assertThat(export.verdict(null).fault()).isEqualTo(Fault.OTHER_SEAL);
    }

    @Test
    void pointsAndTextsThatWereChangedAreFound() throws Exception {
        Export points = new Export();
        points.value = 0.6;
        assertThat(points.verdict(null).where()).isEqualTo("metrics.auc");
        Export schema = new Export();
        schema.schema = "[]";
        assertThat(schema.verdict(null).where()).isEqualTo("datasets.credit@d1.schema");
        Export gone = new Export();
        gone.schema = null;
        assertThat(gone.verdict(null).fault()).isEqualTo(Fault.CONTENT_CHANGED);
    }

    @Test
    void filesAreComparedByteByByte() throws Exception {
        Files.createDirectories(folder.resolve("model"));
        Path file = folder.resolve("model/MLmodel");
        assertThat(new Export().verdict(folder).where()).isEqualTo("artifacts.model/MLmodel");
        Files.writeString(file, "bytes");
        assertThat(new Export().verdict(folder).intact()).isTrue();
        assertThat(new Export().verdict(folder).files()).isOne();
        Files.writeString(file, "other");
        assertThat(new Export().verdict(folder).fault()).isEqualTo(Fault.FILE_CHANGED);
    }

    @Test
    void aCutOffExportIsNotIntact() throws Exception {
        Export export = new Export();
        export.whole = false;
        assertThat(export.verdict(null).fault()).isEqualTo(Fault.CUT_OFF);
        byte[] bytes = new Export().bytes();
        assertThat(new RunVerifier(TrustedKeys.of(signer.verifier()), null)
                        .verify(new ByteArrayInputStream(Arrays.copyOf(bytes, bytes.length - 20)))
                        .fault())
                .isEqualTo(Fault.CUT_OFF);
    }

    @Test
    void whatIsNoExportIsRefused() {
        assertThatThrownBy(() -> new RunVerifier(TrustedKeys.of(signer.verifier()), null)
                        .verify(new ByteArrayInputStream(gzip("{\"type\":\"header\",\"format\":\"other\"}\n"))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (var out = new java.util.zip.GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}

package io.countersign.tracking.sealing;

import static io.countersign.tracking.control.TrackingFixture.ENGINEER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.audit.Evidence;
import io.countersign.audit.EvidenceKind;
import io.countersign.audit.EvidenceRequest;
import io.countersign.audit.EvidenceSource;
import io.countersign.platform.actor.Reach;
import io.countersign.tracking.control.Seals;
import io.countersign.tracking.control.Sql;
import io.countersign.tracking.control.TrackingFixture;
import io.countersign.tracking.entity.Dataset;
import io.countersign.tracking.entity.DatasetInput;
import io.countersign.tracking.entity.MetricPoint;
import io.countersign.tracking.entity.Param;
import io.countersign.verifier.Checkpoint;
import io.countersign.verifier.CompactTree;
import io.countersign.verifier.MerkleHash;
import io.countersign.verifier.NoteSigner;
import io.countersign.verifier.TrustedKeys;
import io.countersign.verifier.VerifierKey;
import io.countersign.verifier.run.RunVerdict;
import io.countersign.verifier.run.RunVerifier;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SealChecksIT {
    private static TrackingFixture fixture;
    private static NoteSigner signer;

    @BeforeAll
    static void start() throws Exception {
        fixture = new TrackingFixture();
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        signer = new NoteSigner(pair.getPrivate(), VerifierKey.of("seal.test/log", pair.getPublic()));
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    private static String finishedRun() {
        String run = fixture.runningRun();
        fixture.run(work -> work.logging()
                .log(
                        ENGINEER,
                        run,
                        List.of(
                                new MetricPoint("auc", 0.8, 10, 0),
                                new MetricPoint("nan", Double.NaN, 10, 0),
                                new MetricPoint("nan", 0, 10, 0)),
                        List.of(new Param("trees", "100")),
                        List.of()));
        fixture.run(work -> work.logging()
                .log(
                        ENGINEER,
                        run,
                        IntStream.range(0, 900)
                                .mapToObj(i -> new MetricPoint("loss", 1.0 / (i + 1), i, i))
                                .toList(),
                        List.of(),
                        List.of()));
        fixture.uses(run, new DatasetInput(new Dataset("credit", "d1", "local", "{}", "[\"age\"]", null), List.of()));
        fixture.finish(run);
        return run;
    }

    private static SealChecks.Check check(String run) {
        return fixture.in(work -> checks(work).check(ENGINEER, run));
    }

    private static SealChecks checks(TrackingFixture.Work work) {
        return new SealChecks(work.database(), new Seals(work.database(), fixture.audit()), fixture.audit());
    }

    @Test
    void aSealThatHoldsNamesItsEntry() {
        String run = finishedRun();
        SealChecks.Check check = check(run);
        assertThat(check.holds()).isTrue();
        assertThat(check.seal()).isNotNull();
        assertThat(check.seal().digest()).isEqualTo(check.presentDigest());
        assertThat(check.firstDifference()).isNull();
        assertThat(fixture.audit().about(run).get(1).facts()).containsEntry("digest", check.presentDigest());
    }

    @Test
    void aRowChangedBehindTheProductsBackIsNamedWithWhatItWas() throws Exception {
        String run = finishedRun();
        try (var connection = fixture.database().superuser().getConnection()) {
            Sql.update(
                    connection,
                    "UPDATE tracking.param SET value = '200' WHERE run = (SELECT id FROM tracking.run WHERE run_id = ?)",
                    run);
        }
        SealChecks.Check check = check(run);
        assertThat(check.holds()).isFalse();
        assertThat(check.firstDifference().where()).isEqualTo("params.trees");
        assertThat(check.firstDifference().sealed()).isEqualTo("100");
        assertThat(check.firstDifference().present()).isEqualTo("200");
    }

    @Test
    void aRunThatHasNotEndedHasNoSealAndNoExport() {
        String run = fixture.runningRun();
        assertThat(check(run).holds()).isFalse();
        assertThat(check(run).seal()).isNull();
        assertThatThrownBy(() -> export(run)).hasMessageContaining("never sealed");
        assertThatThrownBy(() -> check("f".repeat(32))).hasMessageContaining("no run");
        assertThatThrownBy(() -> fixture.in(work -> checks(work)
                        .check(
                                TrackingFixture.reaching("far", new Reach.Limit(Reach.Kind.EXPERIMENT, "x", false)),
                                run)))
                .hasMessageContaining("do not reach");
    }

    private static byte[] export(String run) {
        return fixture.in(work -> {
            RunExports exports = new RunExports(checks(work), new SealedPoints(work.database()), List.of(new Log()));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try {
                exports.write(exports.prepare(ENGINEER, run), out);
            } catch (IOException failed) {
                throw new IllegalStateException(failed);
            }
            return out.toByteArray();
        });
    }

    /** A log of one leaf: the entry that the audit recorded, signed. */
    private static final class Log implements EvidenceSource {
        @Override
        public EvidenceKind kind() {
            return EvidenceKind.LEDGER;
        }

        @Override
        public Optional<Evidence> gather(EvidenceRequest request) {
            String run = request.subject().id();
            Object digest = fixture.audit().about(run).stream()
                    .filter(event -> event.action().equals("run.sealed"))
                    .reduce((first, last) -> last)
                    .orElseThrow()
                    .facts()
                    .get("digest");
            String entry = "{\"action\":\"run.sealed\",\"facts\":{\"digest\":\"" + digest + "\"},\"subject\":{\"id\":\""
                    + run + "\",\"kind\":\"run\"}}";
            CompactTree tree = new CompactTree();
            tree.append(MerkleHash.leaf(entry.getBytes(StandardCharsets.UTF_8)));
            return Optional.of(new Evidence(
                    EvidenceKind.LEDGER,
                    Map.of(
                            "verifierKey", signer.verifier().vkey(),
                            "checkpoint", signer.sign(new Checkpoint("seal.test/log", 1, tree.root()).text()),
                            "entries", List.of(Map.of("leafIndex", 0L, "proof", List.of(), "canonical", entry))),
                    List.of(),
                    List.of()));
        }
    }

    private static RunVerdict verify(byte[] export) throws IOException {
        return new RunVerifier(TrustedKeys.of(signer.verifier()), null).verify(new ByteArrayInputStream(export));
    }

    @Test
    void anExportIsVerifiedOfflineDownToEachPoint() throws Exception {
        String run = finishedRun();
        RunVerdict verdict = verify(export(run));
        assertThat(verdict.message()).contains("is as sealed");
        assertThat(verdict.intact()).isTrue();
        assertThat(verdict.points()).isEqualTo(903);
        assertThat(verdict.sealDigest()).isEqualTo(check(run).presentDigest());
        assertThat(fixture.audit().actions(run)).containsOnlyOnce("run.exported");
    }

    @Test
    void anExportOfARunThatWasChangedSaysWhere() throws Exception {
        String run = finishedRun();
        fixture.run(work -> work.logging().log(ENGINEER, run, List.of(), List.of(new Param("late", "1")), List.of()));
        RunVerdict verdict = verify(export(run));
        assertThat(verdict.fault()).isEqualTo(RunVerdict.Fault.CHANGED);
        assertThat(verdict.where()).isEqualTo("params.late");
    }
}

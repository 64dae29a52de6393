package io.countersign.ledger.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.verifier.Fault;
import io.countersign.verifier.LogVerdict;
import io.countersign.verifier.NoteSigner;
import io.countersign.verifier.SignedNote;
import io.countersign.verifier.witness.Witness;
import io.countersign.verifier.witness.WitnessKeyFile;
import io.countersign.verifier.witness.WitnessServer;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the holder of database and signing key can do that no export shows by itself, and the witness finds: a witness of its
 * own process and memory, asked over HTTP by the publisher.
 */
class WitnessedIT {
    @TempDir
    Path directory;

    private TestLedger ledger;
    private WitnessServer server;
    private NoteSigner witness;
    private Publisher publisher;
    private String keptAtEight;

    @BeforeEach
    void eightLeavesThatWereWitnessed() throws Exception {
        ledger = new TestLedger(directory);
        witness = new WitnessKeyFile(directory.resolve("witness.key")).loadOrGenerate("witness.test/w1");
        server = new WitnessServer(
                new Witness(witness, List.of(ledger.key()), directory.resolve("witness"), Clock.systemUTC()),
                new InetSocketAddress("127.0.0.1", 0));
        publisher = publisher();
        append(8);
        publisher.round();
        keptAtEight = new Cosignatures(ledger.database.application())
                .on(new Proofs(ledger.database.application()).cosigned(1).orElseThrow());
    }

    private Publisher publisher() {
        URI address = URI.create("http://127.0.0.1:" + server.port());
        WitnessSink sink =
                new WitnessSink(ledger.database.application(), HttpClient.newHttpClient(), witness.verifier(), address);
        return new Publisher(ledger.database.application(), List.of(sink), Clock.systemUTC());
    }

    private void append(int entries) throws Exception {
        for (int i = 0; i < entries; i++) {
            ledger.append("run-" + i);
        }
        ledger.sequencer(100).tick();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void cosignedCheckpointIsKeptAndServed() throws Exception {
        SignedNote note = SignedNote.parse(keptAtEight);
        assertThat(note.standing(witness.verifier())).isEqualTo(SignedNote.Standing.SIGNED);
        assertThat(note.standing(ledger.key())).isEqualTo(SignedNote.Standing.SIGNED);
        append(5);
        publisher.round();
        assertThat(publisher.complaint()).isEmpty();
        assertThat(new Proofs(ledger.database.application())
                        .cosigned(1)
                        .orElseThrow()
                        .treeSize())
                .isEqualTo(13);
        assertThat(ledger.verify(keptAtEight).intact()).isTrue();
    }

    @Test
    void treeRebuiltWithTheRealKeyIsRefusedAndThenFoundByWhatTheWitnessKept() throws Exception {
        ledger.asSuperuser("""
                UPDATE ledger.entry
                SET canonical = overlay(canonical PLACING 'x'::bytea FROM position('run.sealed'::bytea IN canonical))
                WHERE id = (SELECT entry_id FROM ledger.leaf WHERE leaf_index = 5)
                """);
        ledger.rebuildTree();
        ledger.signAnew();
        forgetWhatWasSigned();
        append(2);
        publisher.round();
        assertThat(publisher.complaint().orElseThrow()).contains("not a continuation of the tree of 8 leaves");
        assertThat(ledger.verify().intact())
                .as("the rebuilt log agrees with itself")
                .isTrue();
        assertBad(ledger.verify(keptAtEight), Fault.FORKED, 0, 7);
    }

    @Test
    void twoForksAreNotBothCosigned() throws Exception {
        append(1);
        publisher.round();
        // the other fork: the same eight leaves, then another ninth
        ledger.asSuperuser(
                "DELETE FROM ledger.entry WHERE id = (SELECT entry_id FROM ledger.leaf WHERE leaf_index = 8)",
                "DELETE FROM ledger.leaf WHERE leaf_index = 8",
                "DELETE FROM ledger.checkpoint WHERE tree_size = 9");
        ledger.rebuildTree();
        forgetWhatWasSigned();
        append(1);
        publisher().round();
        Publisher second = publisher();
        second.round();
        assertThat(second.complaint().orElseThrow()).contains("not a continuation of the tree of 9 leaves");
    }

    @Test
    void yesterdaysBackupIsFoundByTheWitnessAndByTheKeptCheckpoint() throws Exception {
        ledger.asSuperuser(
                "DELETE FROM ledger.disclosure WHERE entry_id IN (SELECT entry_id FROM ledger.leaf WHERE leaf_index >= 6)",
                "DELETE FROM ledger.entry WHERE id IN (SELECT entry_id FROM ledger.leaf WHERE leaf_index >= 6)",
                "DELETE FROM ledger.leaf WHERE leaf_index >= 6",
                "DELETE FROM ledger.checkpoint");
        ledger.rebuildTree();
        forgetWhatWasSigned();
        append(1);
        publisher.round();
        assertThat(publisher.complaint().orElseThrow()).contains("one of 7 goes back");
        assertThat(ledger.verify().intact())
                .as("the restored log agrees with itself")
                .isTrue();
        assertBad(ledger.verify(keptAtEight), Fault.TRUNCATED, 7, 7);
    }

    @Test
    void silentWitnessIsAWarningBeforeItIsAComplaint() throws Exception {
        server.close();
        append(1);
        publisher.round();
        assertThat(publisher.warnings()).hasSize(1).first().asString().startsWith("witness witness.test/w1:");
        assertThat(publisher.complaint()).isEmpty();
    }

    /** Who holds the key also holds the signer's memory, or takes it for lost. */
    private void forgetWhatWasSigned() throws Exception {
        java.nio.file.Files.delete(directory.resolve("checkpoints/signed-tree"));
        ledger.adoptsTrees = true;
    }

    private static void assertBad(LogVerdict verdict, Fault fault, long first, long last) {
        assertThat(verdict.intact()).isFalse();
        assertThat(List.of(verdict.fault(), verdict.firstBadLeaf(), verdict.lastCandidate()))
                .as(verdict.message())
                .isEqualTo(List.of(fault, first, last));
    }
}

package io.countersign.ledger.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.verifier.LogVerdict;
import io.countersign.verifier.LogVerifier;
import io.countersign.verifier.NoteSigner;
import io.countersign.verifier.TrustedKeys;
import io.countersign.verifier.VerifierKey;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ledger goes over to another key; checkpoints of the old one stay good, and the old one signs no more. */
class KeyChangeIT {
    @TempDir
    Path directory;

    @Test
    void oldCheckpointsStayVerifiableAndTheOldKeySignsNoMore() throws Exception {
        TestLedger ledger = new TestLedger(directory);
        ledger.append("one");
        ledger.append("two");
        ledger.sequencer(10).tick();
        String keptByOldKey = ledger.checkpoint();
        NoteSigner old = ledger.signer();
        NoteSigner young = new SigningKeyFile(directory.resolve("young.p12"), "secret")
                .loadOrGenerate(TestLedger.ORIGIN, Clock.systemUTC());

        KeyChange change =
                new KeyChange(ledger.database.application(), directory.resolve("checkpoints"), Clock.systemUTC());
        change.over(old, young);
        change.over(old, young);
        ledger.append("three");
        assertThatThrownBy(() -> ledger.sequencer(10).tick())
                .isInstanceOf(ForkRefusedException.class)
                .hasMessageContaining("was not signed by the key");
        ledger.signWith(young);
        ledger.sequencer(10).tick();

        assertThat(verify(ledger, old.verifier(), keptByOldKey).intact()).isTrue();
        LogVerdict byYoung = verify(ledger, young.verifier(), keptByOldKey);
        assertThat(byYoung.intact()).as(byYoung.message()).isTrue();
        assertThat(byYoung.leaves()).isEqualTo(4);
        assertThat(ledger.count("SELECT count(*) FROM ledger.entry WHERE action = 'ledger-key.rotated'"))
                .isEqualTo(1);
        Path statement =
                directory.resolve("checkpoints/rotations/" + young.verifier().id() + ".rotation");
        assertThat(TrustedKeys.of(old.verifier())
                        .following(List.of(Files.readString(statement)))
                        .require(ledger.checkpoint())
                        .size())
                .isEqualTo(4);
    }

    @Test
    void aKeyThatTheLedgerHasLeftIsNotTakenUpAgain() throws Exception {
        TestLedger ledger = new TestLedger(directory);
        ledger.append("one");
        ledger.sequencer(10).tick();
        NoteSigner old = ledger.signer();
        NoteSigner young = new SigningKeyFile(directory.resolve("young.p12"), "secret")
                .loadOrGenerate(TestLedger.ORIGIN, Clock.systemUTC());
        KeyChange change =
                new KeyChange(ledger.database.application(), directory.resolve("checkpoints"), Clock.systemUTC());
        change.over(old, young);

        assertThatThrownBy(() -> change.over(young, old))
                .isInstanceOf(ForkRefusedException.class)
                .hasMessageContaining("has left the key");
        ledger.signWith(young);
        ledger.sequencer(10).tick();
        assertThat(TrustedKeys.of(young.verifier()).require(ledger.checkpoint()).size())
                .isEqualTo(2);
    }

    private static LogVerdict verify(TestLedger ledger, VerifierKey key, String kept) throws Exception {
        byte[] export = ledger.export();
        return new LogVerifier(TrustedKeys.of(key), List.of(kept)).verify(() -> new ByteArrayInputStream(export));
    }
}

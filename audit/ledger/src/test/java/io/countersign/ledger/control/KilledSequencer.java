package io.countersign.ledger.control;

import io.countersign.verifier.NoteSigner;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.postgresql.ds.PGSimpleDataSource;

/** A process of its own that sequences and is gone at a step, as by kill -9: no handler, no rollback, no closing. */
public final class KilledSequencer {
    private KilledSequencer() {}

    /** Arguments: JDBC address, user, password, directory of the ledger, step, before or after it, most entries of the round. */
    public static void main(String[] arguments) throws Exception {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(arguments[0]);
        database.setUser(arguments[1]);
        database.setPassword(arguments[2]);
        Path directory = Path.of(arguments[3]);
        Faults faults =
                new Faults(Integer.parseInt(arguments[4]), arguments[5].equals("after"), () -> Runtime.getRuntime()
                        .halt(137));
        NoteSigner signer = new SigningKeyFile(directory.resolve("key.p12"), "secret")
                .loadOrGenerate(TestLedger.ORIGIN, Clock.systemUTC());
        CheckpointSigner checkpoints = new CheckpointSigner(
                signer,
                new SignerMemory(directory.resolve("checkpoints"), signer.verifier()),
                List.of(faults.in(new CheckpointDirectory(directory.resolve("checkpoints"), Clock.systemUTC()))),
                false);
        new Sequencer(faults.in(database), checkpoints, Integer.parseInt(arguments[6])).tick();
        System.exit(0);
    }
}

package io.countersign.ledger.control;

import io.countersign.audit.AuditEvent;
import io.countersign.audit.Subject;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.id.Ids;
import io.countersign.verifier.Checkpoint;
import io.countersign.verifier.DurableFile;
import io.countersign.verifier.KeyRotation;
import io.countersign.verifier.NoteSigner;
import io.countersign.verifier.VerifierKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes over from one signing key to another, at the start of a server that has both: signs the statement with both keys, keeps
 * it beside the checkpoints, in the database and as an entry, and lets the signer's memory go on under the new key.
 */
final class KeyChange {
    private static final Logger LOG = LoggerFactory.getLogger(KeyChange.class);

    private final DataSource dataSource;
    private final Path directory;
    private final Clock clock;

    /** @param directory of the checkpoints, outside the database */
    KeyChange(DataSource dataSource, Path directory, Clock clock) {
        this.dataSource = dataSource;
        this.directory = directory;
        this.clock = clock;
    }

    /**
     * Does nothing when the new key has signed already, or nothing was ever signed.
     *
     * @throws ForkRefusedException when the log has left that key before: who trusts a later one trusts it no further than there
     */
    void over(NoteSigner old, NoteSigner young) throws IOException, SQLException {
        SignerMemory memory = new SignerMemory(directory, young.verifier());
        Optional<Checkpoint> last = memory.signedBy(old.verifier());
        if (last.isEmpty()) {
            return;
        }
        requireNeverLeft(young.verifier());
        Checkpoint signed = last.get();
        KeyRotation rotation = new KeyRotation(
                signed.origin(), old.verifier(), young.verifier(), signed.size(), signed.root(), clock.instant());
        String statement = rotation.sign(old, young);
        new DurableFile(directory.resolve("rotations").resolve(young.verifier().id() + ".rotation"))
                .write(statement.getBytes(StandardCharsets.UTF_8));
        new KeyRotations(dataSource).keep(young.verifier().id(), statement);
        append(rotation);
        memory.goOnUnder(new SignedCheckpoint(signed, young.sign(signed.text())), old.verifier());
        LOG.info(
                "The ledger went over from the key {} to {} after {} leaves",
                old.verifier().id(),
                young.verifier().id(),
                signed.size());
    }

    private void requireNeverLeft(VerifierKey young) throws SQLException {
        for (String statement : new KeyRotations(dataSource).statements()) {
            if (KeyRotation.parse(statement).before().equals(young)) {
                throw new ForkRefusedException("The ledger has left the key " + young + " before: make a new one");
            }
        }
    }

    private void append(KeyRotation rotation) throws SQLException {
        AuditEvent event = AuditEvent.of("ledger-key.rotated", new Subject("ledger", rotation.origin()))
                .fact("before", rotation.before().vkey())
                .fact("after", rotation.after().vkey())
                .fact("treeSize", Long.toString(rotation.size()))
                .build();
        try (Connection connection = dataSource.getConnection()) {
            boolean before = connection.getAutoCommit();
            connection.setAutoCommit(false);
            try {
                new EntryWriter()
                        .append(
                                connection,
                                Actor.system("ledger-key", Ids.next().toString()),
                                event);
                connection.commit();
            } finally {
                connection.setAutoCommit(before);
            }
        }
    }
}

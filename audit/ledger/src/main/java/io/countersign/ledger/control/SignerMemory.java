package io.countersign.ledger.control;

import io.countersign.verifier.DurableFile;
import io.countersign.verifier.Checkpoint;
import io.countersign.verifier.SignedNote;
import io.countersign.verifier.VerifierKey;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The largest tree that was ever signed, remembered outside the database in a file that the nodes share. Kept as the signed
 * note itself, so that a forged memory is seen.
 */
final class SignerMemory {
    private final DurableFile file;
    private final VerifierKey key;

    /** @param directory a directory outside the database, on storage that all nodes share */
    SignerMemory(Path directory, VerifierKey key) {
        this.file = new DurableFile(directory.resolve("signed-tree"));
        this.key = key;
    }

    /** @throws ForkRefusedException when what is remembered was not signed by this key */
    Optional<Checkpoint> largest() throws IOException {
        Optional<String> remembered = file.read();
        if (remembered.isEmpty()) {
            return Optional.empty();
        }
        try {
            SignedNote note = SignedNote.parse(remembered.get());
            if (note.standing(key) == SignedNote.Standing.SIGNED) {
                return Optional.of(Checkpoint.parse(note));
            }
        } catch (IllegalArgumentException malformed) {
            throw new ForkRefusedException("The signer's memory " + file + " is damaged: " + malformed.getMessage());
        }
        throw new ForkRefusedException("The signer's memory " + file + " was not signed by the key " + key);
    }

    /**
     * Remembers a tree that is about to be signed out. A lock keeps a node that slept through the end of its leadership from
     * writing an older tree over a newer one.
     */
    void remember(SignedCheckpoint signed) throws IOException {
        Path lockFile = file.directory().resolve("signed-tree.lock");
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            long largest = largest().map(Checkpoint::size).orElse(0L);
            if (!lock.isValid() || signed.checkpoint().size() < largest) {
                throw new ForkRefusedException("A tree of " + largest + " leaves was signed meanwhile; one of "
                        + signed.checkpoint().size() + " would go back");
            }
            file.write(signed.note().getBytes(StandardCharsets.UTF_8));
        }
    }
}

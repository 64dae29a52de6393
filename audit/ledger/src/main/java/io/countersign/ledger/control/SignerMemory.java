package io.countersign.ledger.control;

import io.countersign.verifier.Checkpoint;
import io.countersign.verifier.DurableFile;
import io.countersign.verifier.SignedNote;
import io.countersign.verifier.VerifierKey;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The largest tree that was ever signed, remembered outside the database in a file that the nodes share. Kept as the signed
 * note itself, so that a forged memory is seen.
 */
final class SignerMemory {
    private final DurableFile file;
    private final VerifierKey key;

    /** A note whose signature held, or that was signed here: the same bytes need no second look, several times in a second. */
    private volatile @Nullable Known known;

    private record Known(String note, Checkpoint checkpoint) {}

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
        Known last = known;
        if (last != null && last.note().equals(remembered.get())) {
            return Optional.of(last.checkpoint());
        }
        Checkpoint checkpoint = signedBy(key, remembered)
                .orElseThrow(() ->
                        new ForkRefusedException("The signer's memory " + file + " was not signed by the key " + key));
        known = new Known(remembered.get(), checkpoint);
        return Optional.of(checkpoint);
    }

    /** What is remembered, if that key signed it. */
    Optional<Checkpoint> signedBy(VerifierKey signer) throws IOException {
        return signedBy(signer, file.read());
    }

    private Optional<Checkpoint> signedBy(VerifierKey signer, Optional<String> remembered) {
        try {
            return remembered
                    .map(SignedNote::parse)
                    .filter(note -> note.standing(signer) == SignedNote.Standing.SIGNED)
                    .map(Checkpoint::parse);
        } catch (IllegalArgumentException malformed) {
            throw new ForkRefusedException("The signer's memory " + file + " is damaged: " + malformed.getMessage());
        }
    }

    /** The tree that the old key signed last, signed by the new one: from here on the old key counts no more. */
    void goOnUnder(SignedCheckpoint signed, VerifierKey old) throws IOException {
        locked(() -> {
            boolean unchanged =
                    signedBy(old).filter(signed.checkpoint()::equals).isPresent();
            if (!unchanged && signedBy(key).isEmpty()) {
                throw new ForkRefusedException("Another tree was signed while the key was changed: start again");
            }
            if (unchanged) {
                file.write(signed.note().getBytes(StandardCharsets.UTF_8));
            }
        });
    }

    /**
     * Remembers a tree that is about to be signed out. A lock keeps a node that slept through the end of its leadership from
     * writing an older tree over a newer one.
     */
    void remember(SignedCheckpoint signed) throws IOException {
        locked(() -> {
            long largest = largest().map(Checkpoint::size).orElse(0L);
            if (signed.checkpoint().size() < largest) {
                throw new ForkRefusedException("A tree of " + largest + " leaves was signed meanwhile; one of "
                        + signed.checkpoint().size() + " would go back");
            }
            file.write(signed.note().getBytes(StandardCharsets.UTF_8));
            known = new Known(signed.note(), signed.checkpoint());
        });
    }

    private interface Write {
        void run() throws IOException;
    }

    private void locked(Write write) throws IOException {
        Path lockFile = file.directory().resolve("signed-tree.lock");
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (!lock.isValid()) {
                throw new IOException("the signer's memory cannot be locked");
            }
            write.run();
        }
    }
}

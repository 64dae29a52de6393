package io.countersign.verifier.monitor;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.countersign.verifier.Checkpoint;
import io.countersign.verifier.DurableFile;
import io.countersign.verifier.Hash;
import io.countersign.verifier.MerkleProofs;
import io.countersign.verifier.SignedNote;
import io.countersign.verifier.TreeNodes;
import io.countersign.verifier.TrustedKeys;
import io.countersign.verifier.VerifierKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Remembers the last checkpoint that it saw of a log, and checks that the next one continues it. */
public final class Monitor {
    private final RemoteLog log;
    private final TrustedKeys keys;
    private final DurableFile memory;
    private final List<VerifierKey> witnesses;
    private final int quorum;

    /**
     * What one look found.
     *
     * @param sound whether the log only grew
     * @param size leaves now
     * @param before leaves at the last look, 0 at the first
     * @param message one line for people
     */
    public record Look(@JsonProperty("intact") boolean sound, long size, long before, String message) {}

    /**
     * @param memory file that keeps the last sound checkpoint
     * @param witnesses keys of witnesses whose cosignatures count
     * @param quorum how many of them must have cosigned
     */
    public Monitor(RemoteLog log, TrustedKeys keys, Path memory, List<VerifierKey> witnesses, int quorum) {
        this.log = log;
        this.keys = keys;
        this.memory = new DurableFile(memory);
        this.witnesses = List.copyOf(witnesses);
        this.quorum = quorum;
    }

    /** Looks once. @throws IOException when the log does not answer: that says nothing about it */
    public Look look() throws IOException {
        Optional<Checkpoint> last = memory.read().map(keys::require);
        long before = last.map(Checkpoint::size).orElse(0L);
        String note = log.checkpoint();
        Checkpoint now;
        try {
            now = keys.require(note);
        } catch (IllegalArgumentException notSigned) {
            return new Look(false, 0, before, "the log shows what its key did not sign: " + notSigned.getMessage());
        }
        long cosigned = cosigned(note);
        if (cosigned < quorum) {
            return new Look(
                    false, now.size(), before, cosigned + " known witnesses cosigned; " + quorum + " are asked for");
        }
        Optional<String> wrong = last.isEmpty() ? Optional.empty() : compare(last.get(), now);
        if (wrong.isPresent()) {
            return new Look(false, now.size(), before, wrong.get());
        }
        memory.write(note.getBytes(StandardCharsets.UTF_8));
        return new Look(
                true,
                now.size(),
                before,
                now.origin() + " has " + now.size() + " leaves, " + (now.size() - before)
                        + " more than before, and only grew");
    }

    private long cosigned(String note) {
        SignedNote signed = SignedNote.parse(note);
        return witnesses.stream()
                .filter(witness -> signed.standing(witness) == SignedNote.Standing.SIGNED)
                .count();
    }

    private Optional<String> compare(Checkpoint old, Checkpoint now) throws IOException {
        if (now.size() < old.size()) {
            return Optional.of("the log went back from " + old.size() + " to " + now.size() + " leaves");
        }
        TreeNodes nodes = log.nodes(now.size());
        List<Hash> proof;
        try {
            proof = MerkleProofs.consistency(old.size(), now.size(), nodes);
        } catch (UncheckedIOException noTiles) {
            throw noTiles.getCause();
        }
        return MerkleProofs.isConsistent(old.size(), old.root(), now.size(), now.root(), proof)
                ? Optional.empty()
                : Optional.of("the log is forked: the tree of " + now.size() + " leaves does not begin with the one of "
                        + old.size() + " that was seen before");
    }
}

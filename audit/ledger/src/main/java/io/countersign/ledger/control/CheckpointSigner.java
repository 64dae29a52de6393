package io.countersign.ledger.control;

import io.countersign.verifier.Checkpoint;
import io.countersign.verifier.Hash;
import io.countersign.verifier.NoteSigner;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Signs trees, each a continuation of the one before. It remembers outside the database what it signed, before anybody can
 * see the signature, and refuses to sign a smaller or another tree.
 */
final class CheckpointSigner {
    private final NoteSigner signer;
    private final SignerMemory memory;
    private final List<CheckpointSink> sinks;
    private final boolean adopt;

    /** Root of a tree in the database by its size. */
    @FunctionalInterface
    interface Roots {
        Hash root(long size) throws SQLException;
    }

    /**
     * @param sinks where each signed checkpoint goes
     * @param adopt whether a tree that the signer does not remember is taken over, for an operator who lost the memory
     */
    CheckpointSigner(NoteSigner signer, SignerMemory memory, List<CheckpointSink> sinks, boolean adopt) {
        this.signer = signer;
        this.memory = memory;
        this.sinks = List.copyOf(sinks);
        this.adopt = adopt;
    }

    /**
     * @param size leaves that were in the tree before
     * @param newSize leaves that are to be signed
     * @throws ForkRefusedException when the tree is smaller than, or does not begin with, the largest one signed
     */
    void requireContinuation(long size, long newSize, Roots roots) throws SQLException, IOException {
        Optional<Checkpoint> largest = memory.largest();
        if (largest.isEmpty()) {
            if (size > 0 && !adopt) {
                throw new ForkRefusedException(
                        "The database holds " + size + " leaves, but the signer remembers none: its"
                                + " memory is lost or another directory is set");
            }
            return;
        }
        Checkpoint signed = largest.get();
        if (newSize < signed.size()) {
            throw new ForkRefusedException("The database holds " + newSize + " leaves, but a tree of " + signed.size()
                    + " was signed: it went back in time");
        }
        if (!roots.root(signed.size()).equals(signed.root())) {
            throw new ForkRefusedException("The first " + signed.size() + " leaves are not those that were signed");
        }
    }

    /** Signs, remembers, publishes. The caller has asked {@link #requireContinuation}. */
    SignedCheckpoint sign(long size, Hash root) throws IOException {
        Checkpoint checkpoint = new Checkpoint(signer.verifier().name(), size, root);
        SignedCheckpoint signed = new SignedCheckpoint(checkpoint, signer.sign(checkpoint.text()));
        memory.remember(signed);
        for (CheckpointSink sink : sinks) {
            sink.publish(signed);
        }
        return signed;
    }
}

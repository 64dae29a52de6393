package io.countersign.ledger.control;

import io.countersign.verifier.Checkpoint;

/**
 * A checkpoint and the signed note that carries it.
 *
 * @param checkpoint what is said
 * @param note the note in C2SP form
 */
record SignedCheckpoint(Checkpoint checkpoint, String note) {}

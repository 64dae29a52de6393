package io.countersign.ledger.control;

import java.io.IOException;

/** A place outside the database that keeps signed checkpoints. */
interface CheckpointSink {

    /** Keeps the checkpoint durably, or fails. The same checkpoint may come twice, a smaller one never comes. */
    void publish(SignedCheckpoint checkpoint) throws IOException;
}

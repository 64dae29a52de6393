package io.countersign.ledger.control;

import java.io.IOException;
import java.sql.SQLException;

/**
 * A place across the network that is told of the latest checkpoint after it was signed and committed, every few seconds: an
 * object store, a witness. A timestamping authority (RFC 3161) is another one: its answer over the note would be kept as
 * cosignatures are.
 */
interface RemoteSink {

    /** Name in health and metrics. */
    String name();

    /** Keeps or cosigns the checkpoint, or fails. Sizes never go down; some are passed over. */
    void publish(Proofs.Stored checkpoint) throws IOException, SQLException, InterruptedException;
}

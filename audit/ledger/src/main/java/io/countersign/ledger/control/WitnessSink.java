package io.countersign.ledger.control;

import io.countersign.verifier.Hash;
import io.countersign.verifier.MerkleProofs;
import io.countersign.verifier.SignedNote;
import io.countersign.verifier.VerifierKey;
import io.countersign.verifier.witness.WitnessClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/** Asks a witness for its cosignature, and keeps it. */
final class WitnessSink implements RemoteSink {
    private final DataSource dataSource;
    private final VerifierKey key;
    private final WitnessClient client;
    private long cosigned;

    WitnessSink(DataSource dataSource, HttpClient http, VerifierKey key, URI submission) {
        this.dataSource = dataSource;
        this.key = key;
        this.client = new WitnessClient(http, submission, key);
    }

    @Override
    public String name() {
        return "witness " + key.name();
    }

    @Override
    public void publish(Proofs.Stored checkpoint) throws IOException, SQLException, InterruptedException {
        long size = checkpoint.treeSize();
        // A tree that went back is shown to the witness all the same: it is the witness who refuses it.
        long known = cosigned <= size ? cosigned : 0;
        SignedNote.Line line = client.cosign(checkpoint.note(), known, from -> proof(from, size));
        new Cosignatures(dataSource).keep(size, key, line);
        cosigned = size;
    }

    private List<Hash> proof(long from, long to) throws IOException {
        try (Connection connection = dataSource.getConnection()) {
            return new StoredTree(connection).compute(nodes -> MerkleProofs.consistency(from, to, nodes));
        } catch (SQLException failed) {
            throw new IOException("the consistency proof cannot be made: " + failed.getMessage(), failed);
        }
    }
}

package io.countersign.ledger.control;

import io.countersign.verifier.ExportLine;
import io.countersign.verifier.ExportScope;
import io.countersign.verifier.ExportWriter;
import io.countersign.verifier.VerifierKey;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** Writes the ledger, or some of it, under a checkpoint: some leaves at a time, in bounded memory. */
final class ExportStream {
    private final DataSource dataSource;
    private final VerifierKey key;
    private final StoredLeaves stored;

    ExportStream(DataSource dataSource, VerifierKey key) {
        this.dataSource = dataSource;
        this.key = key;
        this.stored = new StoredLeaves(dataSource);
    }

    /** Closes the stream; an export without its last line is known to be cut off. */
    void write(Proofs.Stored checkpoint, ExportQuery query, OutputStream out) throws SQLException, IOException {
        ExportScope scope = scope(checkpoint, query);
        try (ExportWriter export = new ExportWriter(out)) {
            List<String> rotations = new KeyRotations(dataSource).statements();
            export.header(new ExportLine.Header(key.vkey(), checkpoint.note(), scope, rotations));
            switch (scope.kind()) {
                case WHOLE -> {
                    Landmarks landmarks = new Landmarks(checkpoint.treeSize());
                    ChosenLeaves.all(scope.from(), scope.to(), leaves -> whole(leaves, landmarks, export));
                }
                case RANGE -> ChosenLeaves.all(scope.from(), scope.to(), leaves -> proved(leaves, checkpoint, export));
                case SELECTION ->
                    new ChosenLeaves(dataSource)
                            .matching(
                                    query.filter(),
                                    checkpoint.treeSize(),
                                    leaves -> proved(leaves, checkpoint, export));
            }
            export.trailer();
        }
    }

    private ExportScope scope(Proofs.Stored checkpoint, ExportQuery query) throws SQLException {
        EntryFilter filter = query.filter();
        if (filter.isEmpty()) {
            // Leaves that the checkpoint does not sign are there only if somebody put them there: they must show.
            long end = query.treeSize() == null ? checkpoint.leaves() : checkpoint.treeSize();
            Long to = query.to();
            long last = to == null ? end : Math.min(to, end);
            return ExportScope.whole(Math.min(query.from(), last), last);
        }
        if (filter.isPeriod()) {
            long[] bounds = new ChosenLeaves(dataSource).bounds(filter, checkpoint.treeSize());
            return new ExportScope(ExportScope.Kind.RANGE, bounds[0], bounds[1], filter.members());
        }
        return new ExportScope(ExportScope.Kind.SELECTION, 0, checkpoint.treeSize(), filter.members());
    }

    private void whole(List<Long> leaves, Landmarks landmarks, ExportWriter export) throws SQLException, IOException {
        Map<Long, String> checkpoints = checkpoints(leaves.get(0), leaves.get(leaves.size() - 1) + 1);
        for (ExportLine.Leaf leaf : stored.read(leaves, 0)) {
            export.leaf(leaf);
            String note = checkpoints.get(leaf.index() + 1);
            if (note != null && landmarks.takes(leaf.index() + 1)) {
                export.checkpoint(new ExportLine.Signed(note));
            }
        }
    }

    private void proved(List<Long> leaves, Proofs.Stored checkpoint, ExportWriter export)
            throws SQLException, IOException {
        for (ExportLine.Leaf leaf : stored.read(leaves, checkpoint.treeSize())) {
            export.leaf(leaf);
        }
    }

    private Map<Long, String> checkpoints(long from, long to) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "SELECT tree_size, note FROM ledger.checkpoint WHERE tree_size > ? AND tree_size <= ?")) {
            select.setLong(1, from);
            select.setLong(2, to);
            Map<Long, String> checkpoints = new HashMap<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    checkpoints.put(rows.getLong(1), rows.getString(2));
                }
            }
            return checkpoints;
        }
    }
}

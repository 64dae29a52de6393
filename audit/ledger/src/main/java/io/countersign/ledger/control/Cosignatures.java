package io.countersign.ledger.control;

import io.countersign.verifier.SignedNote;
import io.countersign.verifier.VerifierKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** What witnesses signed. */
final class Cosignatures {
    private final DataSource dataSource;

    Cosignatures(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    void keep(long treeSize, VerifierKey witness, SignedNote.Line line) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement("""
                        INSERT INTO ledger.cosignature (tree_size, witness, line) VALUES (?, ?, ?) ON CONFLICT DO NOTHING
                        """)) {
            insert.setLong(1, treeSize);
            insert.setString(2, witness.name() + "+" + witness.id());
            insert.setString(3, line.text());
            insert.executeUpdate();
        }
    }

    /** The checkpoint's note with the cosignatures over it. */
    String on(Proofs.Stored checkpoint) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "SELECT line FROM ledger.cosignature WHERE tree_size = ? ORDER BY received_at")) {
            select.setLong(1, checkpoint.treeSize());
            List<SignedNote.Line> lines = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    lines.add(SignedNote.Line.parse(rows.getString(1).strip()));
                }
            }
            return SignedNote.parse(checkpoint.note()).with(lines).note();
        }
    }
}

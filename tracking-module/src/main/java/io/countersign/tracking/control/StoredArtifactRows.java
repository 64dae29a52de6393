package io.countersign.tracking.control;

import io.countersign.platform.problem.ProblemException;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where the bytes of a run's or logged model's files lie, looked up in short transactions. */
@Dependent
@Transactional
public class StoredArtifactRows {
    private final TrackingDatabase database;

    @Inject
    public StoredArtifactRows(TrackingDatabase database) {
        this.database = database;
    }

    /** A file: its path below the place asked for, and the key of its bytes. */
    record Row(String path, long sizeBytes, String blob) {}

    Optional<Row> at(String owner, String path) {
        return database.sql(connection -> {
            Optional<ArtifactTree.Owner> tree = tree(connection, owner);
            return tree.isEmpty()
                    ? Optional.<Row>empty()
                    : ArtifactTree.find(connection, tree.get(), path)
                            .map(stored -> new Row(path, stored.sizeBytes(), stored.blob()));
        });
    }

    /** A file itself under its name, or all below a directory. @throws ProblemException (not found) for an unknown owner */
    List<Row> below(String owner, String path) {
        return database.sql(connection -> {
            ArtifactTree.Owner tree = tree(connection, owner)
                    .orElseThrow(() -> ProblemException.notFound("There are no artifacts of " + owner));
            Optional<ArtifactTree.Stored> single = ArtifactTree.find(connection, tree, path);
            if (single.isPresent()) {
                String name = path.substring(path.lastIndexOf('/') + 1);
                return List.of(
                        new Row(name, single.get().sizeBytes(), single.get().blob()));
            }
            int skip = path.isEmpty() ? 0 : path.length() + 1;
            List<Row> rows = new ArrayList<>();
            for (var file : ArtifactTree.below(connection, tree, path)) {
                ArtifactTree.Stored stored =
                        ArtifactTree.find(connection, tree, file.path()).orElseThrow();
                rows.add(new Row(file.path().substring(skip), stored.sizeBytes(), stored.blob()));
            }
            return rows;
        });
    }

    private static Optional<ArtifactTree.Owner> tree(Connection connection, String owner) throws SQLException {
        if (ModelRows.isId(owner)) {
            return ModelRows.find(connection, owner).map(model -> ArtifactTree.Owner.model(model.id()));
        }
        return Sql.first(connection, "SELECT id FROM tracking.run WHERE run_id = ?", row -> row.getLong(1), owner)
                .map(ArtifactTree.Owner::run);
    }
}

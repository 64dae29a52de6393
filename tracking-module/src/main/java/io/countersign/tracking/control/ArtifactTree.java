package io.countersign.tracking.control;

import io.countersign.platform.mlflow.MlflowException;
import io.countersign.platform.problem.ProblemException;
import io.countersign.tracking.ArtifactFile;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows that say which artifacts a run or a logged model has and where their bytes lie. */
final class ArtifactTree {
    private ArtifactTree() {}

    /**
     * Whose tree it is.
     *
     * @param table table that holds the files
     * @param column its column with the owner's number
     */
    record Owner(String table, String column, long id) {
        static Owner run(long id) {
            return new Owner("tracking.artifact", "run", id);
        }

        static Owner model(long id) {
            return new Owner("tracking.logged_model_artifact", "model", id);
        }

        /** Bytewise order (collation C): everything below "dir" lies between "dir/" and "dir0". */
        private String below() {
            return " " + column + " = ? AND (? = '' OR (path >= ? || '/' AND path < ? || '0'))";
        }

        private String at() {
            return " " + column + " = ? AND path = ?";
        }
    }

    /** One name on one level. @param sizeBytes null for a directory */
    record Child(String name, @Nullable Long sizeBytes) {}

    /** A stored file: its size, digest and the key of its bytes. */
    record Stored(long sizeBytes, String sha256, String blob) {}

    /** All files at any depth below a directory, with paths from the run's root, sorted by path. */
    static List<ArtifactFile> below(Connection connection, Owner owner, String directory) throws SQLException {
        return Sql.list(
                connection,
                "SELECT path, size_bytes, sha256 FROM " + owner.table() + " WHERE" + owner.below() + " ORDER BY path",
                ArtifactTree::file,
                owner.id(),
                directory,
                directory,
                directory);
    }

    /** The same for a run. */
    static List<ArtifactFile> below(Connection connection, long run, String directory) throws SQLException {
        return below(connection, Owner.run(run), directory);
    }

    /** A file of a run. */
    static Optional<Stored> find(Connection connection, long run, String path) throws SQLException {
        return find(connection, Owner.run(run), path);
    }

    /** One level below a directory, sorted by name. */
    static List<Child> children(Connection connection, Owner owner, String directory) throws SQLException {
        int skip = directory.isEmpty() ? 1 : directory.codePointCount(0, directory.length()) + 2;
        return Sql.list(
                connection,
                "SELECT split_part(rest, '/', 1) AS name, bool_or(position('/' IN rest) > 0), max(size_bytes)"
                        + " FROM (SELECT substr(path, ?) AS rest, size_bytes FROM " + owner.table() + " WHERE"
                        + owner.below()
                        + ") AS found GROUP BY 1 ORDER BY 1",
                row -> new Child(row.getString(1), row.getBoolean(2) ? null : (Long) row.getLong(3)),
                skip,
                owner.id(),
                directory,
                directory,
                directory);
    }

    /** Bytes of all files together. */
    static long size(Connection connection, Owner owner) throws SQLException {
        return Sql.first(
                        connection,
                        "SELECT coalesce(sum(size_bytes), 0) FROM " + owner.table() + " WHERE " + owner.column()
                                + " = ?",
                        row -> row.getLong(1),
                        owner.id())
                .orElse(0L);
    }

    static Optional<Stored> find(Connection connection, Owner owner, String path) throws SQLException {
        return Sql.first(
                connection,
                "SELECT size_bytes, sha256, blob FROM " + owner.table() + " WHERE" + owner.at(),
                row -> new Stored(row.getLong(1), hex(row, 2), row.getString(3)),
                owner.id(),
                path);
    }

    /**
     * Makes the file the one at its path; what was there is left to the purge.
     *
     * @throws MlflowException when the path, or one above it, is already of the other kind
     */
    static void put(Connection connection, Owner owner, String path, Stored stored) throws SQLException {
        if (find(connection, owner, path)
                .filter(there -> there.blob().equals(stored.blob()))
                .isPresent()) {
            return;
        }
        refuseFileAsDirectory(connection, owner, path);
        if (!below(connection, owner, path).isEmpty()) {
            throw MlflowException.invalid("Invalid path: '" + path + "' is a directory");
        }
        orphan(connection, owner, owner.at(), owner.id(), path);
        Sql.update(
                connection,
                "INSERT INTO " + owner.table() + " (" + owner.column() + ", path, size_bytes, sha256, blob)"
                        + " VALUES (?, ?, ?, ?, ?) ON CONFLICT (" + owner.column()
                        + ", path) DO UPDATE SET size_bytes = excluded.size_bytes,"
                        + " sha256 = excluded.sha256, blob = excluded.blob",
                owner.id(),
                path,
                stored.sizeBytes(),
                HexFormat.of().parseHex(stored.sha256()),
                stored.blob());
    }

    /** Removes a file, or a directory with all below it; nothing there is no error. */
    static void remove(Connection connection, Owner owner, String path) throws SQLException {
        String which = " " + owner.column() + " = ? AND (path = ? OR (path >= ? || '/' AND path < ? || '0'))";
        orphan(connection, owner, which, owner.id(), path, path, path);
        Sql.update(connection, "DELETE FROM " + owner.table() + " WHERE" + which, owner.id(), path, path, path);
    }

    private static void orphan(Connection connection, Owner owner, String which, @Nullable Object... arguments)
            throws SQLException {
        int replaced = Sql.update(
                connection,
                "INSERT INTO tracking.orphan_blob (blob) SELECT blob FROM " + owner.table() + " WHERE" + which
                        + " ON CONFLICT DO NOTHING",
                arguments);
        if (replaced > 0 && owner.column().equals("run") && isHeld(connection, owner.id())) {
            throw ProblemException.conflict(
                    "The run is under a legal hold: its files are neither replaced nor removed");
        }
    }

    private static boolean isHeld(Connection connection, long run) throws SQLException {
        return Sql.first(connection, "SELECT tracking.is_held(?)", row -> row.getBoolean(1), run)
                .orElse(false);
    }

    private static void refuseFileAsDirectory(Connection connection, Owner owner, String path) throws SQLException {
        for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
            if (find(connection, owner, path.substring(0, slash)).isPresent()) {
                throw MlflowException.invalid("Invalid path: '" + path.substring(0, slash) + "' is a file");
            }
        }
    }

    private static ArtifactFile file(ResultSet row) throws SQLException {
        return new ArtifactFile(row.getString(1), row.getLong(2), hex(row, 3));
    }

    private static String hex(ResultSet row, int column) throws SQLException {
        return Sha256.hexOf(row.getBytes(column));
    }
}

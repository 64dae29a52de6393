package io.countersign.tracking.control;

import io.countersign.platform.mlflow.MlflowException;
import io.countersign.tracking.ArtifactFile;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows that say which artifacts a run has and where their bytes lie. */
final class ArtifactTree {
    /** Bytewise order (collation C): everything below "dir" lies between "dir/" and "dir0". */
    private static final String BELOW = " run = ? AND (? = '' OR (path >= ? || '/' AND path < ? || '0'))";

    private ArtifactTree() {}

    /** One name on one level. @param sizeBytes null for a directory */
    record Child(String name, @Nullable Long sizeBytes) {}

    /** A stored file: its size, digest and the key of its bytes. */
    record Stored(long sizeBytes, String sha256, String blob) {}

    /** All files at any depth below a directory, with paths from the run's root, sorted by path. */
    static List<ArtifactFile> below(Connection connection, long run, String directory) throws SQLException {
        return Sql.list(
                connection,
                "SELECT path, size_bytes, sha256 FROM tracking.artifact WHERE" + BELOW + " ORDER BY path",
                ArtifactTree::file,
                run,
                directory,
                directory,
                directory);
    }

    /** One level below a directory, sorted by name. */
    static List<Child> children(Connection connection, long run, String directory) throws SQLException {
        int skip = directory.isEmpty() ? 1 : directory.codePointCount(0, directory.length()) + 2;
        return Sql.list(
                connection,
                "SELECT split_part(rest, '/', 1) AS name, bool_or(position('/' IN rest) > 0), max(size_bytes)"
                        + " FROM (SELECT substr(path, ?) AS rest, size_bytes FROM tracking.artifact WHERE" + BELOW
                        + ") AS found GROUP BY 1 ORDER BY 1",
                row -> new Child(row.getString(1), row.getBoolean(2) ? null : (Long) row.getLong(3)),
                skip,
                run,
                directory,
                directory,
                directory);
    }

    static Optional<Stored> find(Connection connection, long run, String path) throws SQLException {
        return Sql.first(
                connection,
                "SELECT size_bytes, sha256, blob FROM tracking.artifact WHERE run = ? AND path = ?",
                row -> new Stored(row.getLong(1), hex(row, 2), row.getString(3)),
                run,
                path);
    }

    /**
     * Makes the file the one at its path; what was there is left to the purge.
     *
     * @throws MlflowException when the path, or one above it, is already of the other kind
     */
    static void put(Connection connection, long run, String path, Stored stored) throws SQLException {
        refuseFileAsDirectory(connection, run, path);
        if (!below(connection, run, path).isEmpty()) {
            throw MlflowException.invalid("Invalid path: '" + path + "' is a directory");
        }
        orphan(connection, " run = ? AND path = ?", run, path);
        Sql.update(
                connection,
                "INSERT INTO tracking.artifact (run, path, size_bytes, sha256, blob) VALUES (?, ?, ?, ?, ?)"
                        + " ON CONFLICT (run, path) DO UPDATE SET size_bytes = excluded.size_bytes,"
                        + " sha256 = excluded.sha256, blob = excluded.blob",
                run,
                path,
                stored.sizeBytes(),
                HexFormat.of().parseHex(stored.sha256()),
                stored.blob());
    }

    /** Removes a file, or a directory with all below it; nothing there is no error. */
    static void remove(Connection connection, long run, String path) throws SQLException {
        String which = " run = ? AND (path = ? OR (path >= ? || '/' AND path < ? || '0'))";
        orphan(connection, which, run, path, path, path);
        Sql.update(connection, "DELETE FROM tracking.artifact WHERE" + which, run, path, path, path);
    }

    private static void orphan(Connection connection, String which, @Nullable Object... arguments) throws SQLException {
        Sql.update(
                connection,
                "INSERT INTO tracking.orphan_blob (blob) SELECT blob FROM tracking.artifact WHERE" + which
                        + " ON CONFLICT DO NOTHING",
                arguments);
    }

    private static void refuseFileAsDirectory(Connection connection, long run, String path) throws SQLException {
        for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
            if (find(connection, run, path.substring(0, slash)).isPresent()) {
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

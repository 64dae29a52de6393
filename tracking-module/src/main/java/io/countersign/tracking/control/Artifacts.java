package io.countersign.tracking.control;

import io.countersign.platform.mlflow.MlflowException;
import io.countersign.tracking.entity.Lifecycle;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the database knows of artifacts. No bytes pass through here: a transaction never waits for a client. */
@Dependent
@Transactional
public class Artifacts {
    /** {@code <location>/<run id>/artifacts[/<path>]}, as MLflow builds artifact URIs. */
    private static final Pattern RUN_PATH = Pattern.compile("(?:(.+?)/)?([A-Za-z0-9][\\w-]*)/artifacts(?:/(.+))?");

    private final TrackingDatabase database;

    @Inject
    public Artifacts(TrackingDatabase database) {
        this.database = database;
    }

    /** A place in a run's tree. @param path below the run's root, empty for the root itself */
    public record Place(String runId, String path) {}

    /** One entry of a listing. @param sizeBytes null for a directory */
    public record Entry(String name, @Nullable Long sizeBytes) {}

    /** A listing. @param root artifact URI of the run */
    public record Listing(String root, List<Entry> entries) {}

    /** A file to be read: where its bytes are. */
    public record Readable(String blob, long sizeBytes) {}

    /** The run and path that a path of the proxy means; empty when it is not below any run's artifact URI. */
    public Optional<Place> locate(String proxyPath) {
        Matcher matcher = RUN_PATH.matcher(proxyPath);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String runId = matcher.group(2);
        String path = matcher.group(3) == null ? "" : matcher.group(3);
        String root = path.isEmpty() ? proxyPath : proxyPath.substring(0, proxyPath.length() - path.length() - 1);
        return database.sql(connection -> row(connection, runId))
                .flatMap(row -> ArtifactLocation.proxyPath(row.uri()))
                .filter(root::equals)
                .map(found -> new Place(runId, path));
    }

    /** @throws MlflowException for an unknown or deleted run: said before the client sends its bytes */
    public void requireWritable(String runId) {
        RunRow row = require(runId);
        if (row.lifecycle() != Lifecycle.ACTIVE) {
            throw RunLocks.notActive(runId, row.lifecycle());
        }
    }

    /** Makes stored bytes visible at a path, in place of what was there. */
    public void publish(Place place, String blob, ArtifactStore.StoredBytes bytes) {
        database.sql(connection -> {
            long run = RunLocks.forChangingArtifacts(connection, place.runId());
            ArtifactTree.put(
                    connection, run, place.path(), new ArtifactTree.Stored(bytes.sizeBytes(), bytes.sha256(), blob));
            return run;
        });
    }

    /** Removes a file or directory; nothing there is no error. */
    public void remove(Place place) {
        database.sql(connection -> {
            long run = RunLocks.forChangingArtifacts(connection, place.runId());
            ArtifactTree.remove(connection, run, place.path());
            return run;
        });
    }

    /** @throws MlflowException when there is no such file */
    public Readable read(Place place) {
        RunRow row = require(place.runId());
        return database.sql(connection -> ArtifactTree.find(connection, row.id(), place.path()))
                .map(stored -> new Readable(stored.blob(), stored.sizeBytes()))
                .orElseThrow(() -> MlflowException.notFound("No such artifact: '" + place.path() + "'"));
    }

    /** One level below a directory, names only; empty for a file or for nothing. */
    public Listing list(Place place) {
        RunRow row = require(place.runId());
        List<Entry> entries =
                database.sql(connection -> ArtifactTree.children(connection, row.id(), place.path())).stream()
                        .map(child -> new Entry(child.name(), child.sizeBytes()))
                        .toList();
        return new Listing(row.uri(), entries);
    }

    private RunRow require(String runId) {
        return database.sql(connection -> row(connection, runId)).orElseThrow(() -> RunLocks.unknown(runId));
    }

    private static Optional<RunRow> row(Connection connection, String runId) throws SQLException {
        return Sql.first(
                connection,
                "SELECT id, artifact_uri, lifecycle FROM tracking.run WHERE run_id = ?",
                row -> new RunRow(row.getLong(1), row.getString(2), Lifecycle.valueOf(row.getString(3))),
                runId);
    }

    private record RunRow(long id, String uri, Lifecycle lifecycle) {}
}

package io.countersign.tracking.control;

import io.countersign.audit.AuditEvent;
import io.countersign.audit.AuditLog;
import io.countersign.audit.Subject;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.mlflow.MlflowException;
import io.countersign.platform.problem.ProblemException;
import io.countersign.platform.problem.ProblemType;
import io.countersign.tracking.ArtifactManifest;
import io.countersign.tracking.entity.Lifecycle;
import io.countersign.tracking.entity.ModelInfo;
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

/**
 * What the database knows of artifacts of runs and logged models. No bytes pass through here: a transaction never waits
 * for a client.
 */
@Dependent
@Transactional
public class Artifacts {
    /** {@code <location>/[models/]<id>/artifacts[/<path>]}, as MLflow builds artifact URIs. */
    private static final Pattern TREE_PATH = Pattern.compile("(?:(.+?)/)?([A-Za-z0-9][\\w-]*)/artifacts(?:/(.+))?");

    private final TrackingDatabase database;
    private final AuditLog audit;

    @Inject
    public Artifacts(TrackingDatabase database, AuditLog audit) {
        this.database = database;
        this.audit = audit;
    }

    /**
     * A place in a tree of artifacts.
     *
     * @param owner id of the run or of the logged model
     * @param path below the tree's root, empty for the root itself
     */
    public record Place(String owner, String path) {}

    /** One entry of a listing. @param sizeBytes null for a directory */
    public record Entry(String name, @Nullable Long sizeBytes) {}

    /** A listing. @param root artifact URI of the tree */
    public record Listing(String root, List<Entry> entries) {}

    /** A file to be read: where its bytes are, and what they are. */
    public record Readable(String blob, long sizeBytes, String sha256) {}

    /**
     * The tree and path that a path of the proxy means; empty when it is not below any artifact URI.
     *
     * @throws MlflowException for a path that would be refused if it stood alone, such as one with a drive's letter
     */
    public Optional<Place> locate(String proxyPath) {
        Matcher matcher = TREE_PATH.matcher(proxyPath);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String owner = matcher.group(2);
        String path = matcher.group(3) == null ? "" : matcher.group(3);
        String root = path.isEmpty() ? proxyPath : proxyPath.substring(0, proxyPath.length() - path.length() - 1);
        return database.sql(connection -> find(connection, owner))
                .flatMap(tree -> ArtifactLocation.proxyPath(tree.uri()))
                .filter(root::equals)
                .map(found -> new Place(
                        owner, path.isEmpty() ? "" : ArtifactPath.parse(path).value()));
    }

    /** @throws MlflowException for an unknown or deleted owner: said before the client sends its bytes */
    public void requireWritable(Actor actor, String owner) {
        Tree tree = require(owner);
        ExperimentAccess.requireWrite(actor, tree.experiment());
        if (tree.lifecycle() != Lifecycle.ACTIVE) {
            throw ModelRows.isId(owner) ? ModelRows.unknown(owner) : RunLocks.notActive(owner, tree.lifecycle());
        }
    }

    /** Makes stored bytes visible at a path, in place of what was there. */
    public void publish(Actor actor, Place place, String blob, ArtifactStore.StoredBytes bytes) {
        publish(actor, place, blob, bytes, Long.MAX_VALUE);
    }

    /**
     * The same, unless the tree would then hold more than so many bytes.
     *
     * @throws ProblemException (too large)
     */
    public void publish(Actor actor, Place place, String blob, ArtifactStore.StoredBytes bytes, long treeBytes) {
        ArtifactTree.Stored stored = new ArtifactTree.Stored(bytes.sizeBytes(), bytes.sha256(), blob);
        Changeable changed = database.sql(connection -> {
            Changeable tree = forChange(connection, actor, place.owner());
            ArtifactTree.put(connection, tree.owner(), place.path(), stored);
            if (treeBytes < Long.MAX_VALUE && ArtifactTree.size(connection, tree.owner()) > treeBytes) {
                throw new ProblemException(
                        ProblemType.TOO_LARGE,
                        "With this file, '" + place.owner() + "' would hold more than the " + treeBytes
                                + " bytes of its quota; nothing was stored");
            }
            return tree;
        });
        changed.finishedModel().ifPresent(model -> tellOfChange(actor, model));
    }

    /** Whether bytes are, or were, those of an artifact: then nobody but the sweep may remove them. */
    public boolean isKnown(String blob) {
        return database.sql(connection -> !Sql.list(
                        connection,
                        "SELECT 1 FROM tracking.artifact WHERE blob = ? UNION ALL SELECT 1 FROM"
                                + " tracking.logged_model_artifact WHERE blob = ? UNION ALL SELECT 1 FROM"
                                + " tracking.orphan_blob WHERE blob = ?",
                        row -> row.getInt(1),
                        blob,
                        blob,
                        blob)
                .isEmpty());
    }

    /** Removes a file or directory; nothing there is no error. */
    public void remove(Actor actor, Place place) {
        database.sql(connection -> {
                    Changeable tree = forChange(connection, actor, place.owner());
                    ArtifactTree.remove(connection, tree.owner(), place.path());
                    return tree;
                })
                .finishedModel()
                .ifPresent(model -> tellOfChange(actor, model));
    }

    /** @throws MlflowException when there is no such file */
    public Readable read(Actor actor, Place place) {
        return file(requireReadable(actor, place.owner()), place);
    }

    /** The same for a caller whose right to it was checked elsewhere. @throws MlflowException when there is no such file */
    public Readable read(Place place) {
        return file(require(place.owner()), place);
    }

    private Readable file(Tree tree, Place place) {
        return database.sql(connection -> ArtifactTree.find(connection, tree.owner(), place.path()))
                .map(stored -> new Readable(stored.blob(), stored.sizeBytes(), stored.sha256()))
                .orElseThrow(() -> MlflowException.notFound("No such artifact: '" + place.path() + "'"));
    }

    /** One level below a directory, names only; empty for a file or for nothing. */
    public Listing list(Actor actor, Place place) {
        Tree tree = requireReadable(actor, place.owner());
        List<Entry> entries =
                database.sql(connection -> ArtifactTree.children(connection, tree.owner(), place.path())).stream()
                        .map(child -> new Entry(child.name(), child.sizeBytes()))
                        .toList();
        return new Listing(tree.uri(), entries);
    }

    private Changeable forChange(Connection connection, Actor actor, String owner) throws SQLException {
        if (!ModelRows.isId(owner)) {
            long run = RunLocks.forChangingArtifacts(connection, actor, owner);
            return new Changeable(ArtifactTree.Owner.run(run), Optional.empty());
        }
        ModelInfo model = ModelRows.forWriting(connection, actor, owner);
        return new Changeable(
                ArtifactTree.Owner.model(model.id()),
                Optional.of(model).filter(found -> found.status().isFinal()));
    }

    /** A run's files are covered by its seal, a model's by the entry that finished it: a later change needs one more. */
    private void tellOfChange(Actor actor, ModelInfo model) {
        ArtifactManifest now = ArtifactManifest.of(
                database.sql(connection -> ArtifactTree.below(connection, ArtifactTree.Owner.model(model.id()), "")));
        audit.append(
                actor,
                AuditEvent.of("logged-model.artifacts-changed", new Subject("logged-model", model.modelId()))
                        .fact("artifactRoot", now.rootDigest())
                        .build());
    }

    private Tree requireReadable(Actor actor, String owner) {
        Tree tree = require(owner);
        ExperimentAccess.requireRead(actor, tree.experiment());
        return tree;
    }

    private Tree require(String owner) {
        return database.sql(connection -> find(connection, owner))
                .orElseThrow(() -> ModelRows.isId(owner) ? ModelRows.unknown(owner) : RunLocks.unknown(owner));
    }

    private static Optional<Tree> find(Connection connection, String owner) throws SQLException {
        if (ModelRows.isId(owner)) {
            return ModelRows.find(connection, owner)
                    .map(model -> new Tree(
                            ArtifactTree.Owner.model(model.id()),
                            model.artifactUri(),
                            model.lifecycle(),
                            model.experimentName()));
        }
        return Sql.first(
                connection,
                "SELECT r.id, r.artifact_uri, r.lifecycle, e.name FROM tracking.run r"
                        + " JOIN tracking.experiment e ON e.id = r.experiment WHERE r.run_id = ?",
                row -> new Tree(
                        ArtifactTree.Owner.run(row.getLong(1)),
                        row.getString(2),
                        Lifecycle.valueOf(row.getString(3)),
                        row.getString(4)),
                owner);
    }

    private record Tree(ArtifactTree.Owner owner, String uri, Lifecycle lifecycle, String experiment) {}

    private record Changeable(ArtifactTree.Owner owner, Optional<ModelInfo> finishedModel) {}
}

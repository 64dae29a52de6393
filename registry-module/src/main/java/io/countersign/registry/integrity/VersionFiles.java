package io.countersign.registry.integrity;

import io.countersign.platform.actor.Actor;
import io.countersign.platform.mlflow.MlflowException;
import io.countersign.registry.VersionId;
import io.countersign.registry.control.Models;
import io.countersign.registry.entity.ArtifactBinding;
import io.countersign.registry.entity.ModelVersion;
import io.countersign.tracking.ArtifactFile;
import io.countersign.tracking.PinnedFiles;
import io.countersign.tracking.RunId;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;

/** Where the files of a version lie, and what they must be. */
@Dependent
@Transactional
public class VersionFiles {
    private final Models models;
    private final Integrity integrity;

    @Inject
    public VersionFiles(Models models, Integrity integrity) {
        this.models = models;
        this.integrity = integrity;
    }

    /**
     * A file's place.
     *
     * @param owner id of the run or logged model whose artifact it is
     * @param path path below its artifact root
     * @param pin what the version was registered with there, and nothing else
     */
    public record Place(String owner, String path, PinnedFiles.Pin pin) {}

    /**
     * The place of a version's file.
     *
     * @param path path below the version's root
     * @throws io.countersign.platform.problem.ProblemException (not found) for an unknown version, (forbidden) out of reach
     * @throws MlflowException (does not exist) for a version whose bytes are not kept here
     */
    public Place of(VersionId id, String path, Actor reader) {
        ModelVersion version = models.version(id, reader);
        ArtifactBinding binding = version.binding()
                .orElseThrow(() -> MlflowException.notFound("The bytes of model version " + id
                        + " are not kept here; its artifacts are at " + version.downloadUri()));
        List<ArtifactFile> files = binding.manifest().files();
        RunId run = binding.run();
        String owner = run == null ? String.valueOf(binding.loggedModel()) : run.value();
        VersionPin.Expected expected = new VersionPin.Expected(
                id,
                path,
                files.stream()
                        .filter(file -> file.path().equals(path))
                        .map(ArtifactFile::sha256)
                        .findFirst(),
                version.broken());
        return new Place(owner, stored(binding, path), new VersionPin(List.of(expected), integrity));
    }

    /** A version may be bound to a single file, which has its own name as its path. */
    private static String stored(ArtifactBinding binding, String path) {
        String root = binding.path();
        List<ArtifactFile> files = binding.manifest().files();
        boolean single = files.size() == 1
                && files.get(0).path().equals(path)
                && (root.equals(path) || root.endsWith("/" + path));
        return root.isEmpty() || single ? (single ? root : path) : root + "/" + path;
    }
}

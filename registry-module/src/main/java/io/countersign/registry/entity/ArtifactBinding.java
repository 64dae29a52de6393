package io.countersign.registry.entity;

import io.countersign.tracking.ArtifactManifest;
import io.countersign.tracking.RunId;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that a version is bound to: below a path of a run's artifacts, or of a logged model's.
 *
 * @param run the run, null for a logged model's artifacts
 * @param loggedModel the logged model, null for a run's artifacts
 * @param path path below its artifact root, empty for all of it
 * @param manifest the bytes
 */
public record ArtifactBinding(
        @Nullable RunId run, @Nullable String loggedModel, String path, ArtifactManifest manifest) {
    public ArtifactBinding {
        if ((run == null) == (loggedModel == null)) {
            throw new IllegalArgumentException("a version is bound to artifacts of a run or of a logged model");
        }
    }

    /** Artifacts of a run. */
    public static ArtifactBinding ofRun(RunId run, String path, ArtifactManifest manifest) {
        return new ArtifactBinding(run, null, path, manifest);
    }

    /** Artifacts of a logged model. */
    public static ArtifactBinding ofModel(String loggedModel, String path, ArtifactManifest manifest) {
        return new ArtifactBinding(null, loggedModel, path, manifest);
    }
}

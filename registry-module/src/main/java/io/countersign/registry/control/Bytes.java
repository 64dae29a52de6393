package io.countersign.registry.control;

import io.countersign.registry.entity.ArtifactBinding;
import io.countersign.tracking.ArtifactFile;
import io.countersign.tracking.ArtifactManifest;
import io.countersign.tracking.RunId;
import io.countersign.tracking.Tracking;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.List;

/** What lies at the place that a version is bound to, now. */
@Dependent
public class Bytes {
    private final Tracking tracking;

    @Inject
    public Bytes(Tracking tracking) {
        this.tracking = tracking;
    }

    /**
     * The manifest as tracking has it now.
     *
     * @throws io.countersign.platform.problem.ProblemException (not found, invalid) when nothing is there any more
     */
    public ArtifactManifest now(ArtifactBinding binding) {
        RunId run = binding.run();
        String loggedModel = binding.loggedModel();
        if (run != null) {
            return tracking.manifest(run, binding.path());
        }
        return below(binding.path(), tracking.modelManifest(String.valueOf(loggedModel)));
    }

    /** What of a manifest lies below a path. */
    static ArtifactManifest below(String path, ArtifactManifest all) {
        if (path.isEmpty()) {
            return all;
        }
        List<ArtifactFile> files = all.files().stream()
                .filter(file -> file.path().startsWith(path + "/"))
                .map(file ->
                        new ArtifactFile(file.path().substring(path.length() + 1), file.sizeBytes(), file.sha256()))
                .toList();
        if (files.isEmpty()) {
            throw io.countersign.platform.problem.ProblemException.invalid("There is nothing at " + path);
        }
        return ArtifactManifest.of(files);
    }
}

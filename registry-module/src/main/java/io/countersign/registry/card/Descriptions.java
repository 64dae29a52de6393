package io.countersign.registry.card;

import io.countersign.registry.entity.ArtifactBinding;
import io.countersign.tracking.ArtifactBytes;
import io.countersign.tracking.RunId;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/** Reads the description of a version from its bytes. No transaction should be open: the store is read. */
@Dependent
public class Descriptions {
    private final ArtifactBytes artifacts;

    @Inject
    public Descriptions(ArtifactBytes artifacts) {
        this.artifacts = artifacts;
    }

    /** What {@code MLmodel} says; {@link ModelDescription#NONE} when there is none. */
    public ModelDescription of(ArtifactBinding binding) {
        RunId run = binding.run();
        String owner = run == null ? String.valueOf(binding.loggedModel()) : run.value();
        String folder = binding.path().isEmpty() ? "" : binding.path() + "/";
        return artifacts
                .read(owner, folder + "MLmodel", MlModelFile.LARGEST)
                .map(file -> MlModelFile.read(
                        file,
                        artifacts
                                .read(owner, folder + "requirements.txt", MlModelFile.LARGEST)
                                .orElse(new byte[0])))
                .orElse(ModelDescription.NONE);
    }
}

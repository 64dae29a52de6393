package io.countersign.tracking.control;

import io.countersign.platform.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Chooses the artifact store of the installation: the directory {@code countersign.artifact.dir}. */
@ApplicationScoped
public class ArtifactStores {

    @Produces
    @ApplicationScoped
    public ArtifactStore store(Settings settings) {
        Path directory = Path.of(settings.required("countersign.artifact.dir"));
        try {
            return new FileArtifactStore(directory);
        } catch (IOException unusable) {
            throw new UncheckedIOException("The artifact directory " + directory + " cannot be used", unusable);
        }
    }
}

package io.countersign.tracking.control;

import io.countersign.platform.config.Settings;
import io.countersign.tracking.s3.S3Access;
import io.countersign.tracking.s3.S3ArtifactStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * Chooses the artifact store of the installation by {@code countersign.artifact.store}: {@code file}, the directory {@code
 * countersign.artifact.dir}, or {@code s3}, see {@link S3Access}.
 */
@ApplicationScoped
public class ArtifactStores {

    @Produces
    @ApplicationScoped
    public ArtifactStore store(Settings settings) {
        String kind = settings.text("countersign.artifact.store").orElse("file");
        return switch (kind) {
            case "file" -> files(settings);
            case "s3" -> new S3ArtifactStore(S3Access.of(settings));
            default -> throw new IllegalStateException("countersign.artifact.store is file or s3, not " + kind);
        };
    }

    private static ArtifactStore files(Settings settings) {
        Path directory = Path.of(settings.required("countersign.artifact.dir"));
        try {
            return new FileArtifactStore(directory);
        } catch (IOException unusable) {
            throw new UncheckedIOException("The artifact directory " + directory + " cannot be used", unusable);
        }
    }
}

package io.countersign.tracking.control;

import io.countersign.platform.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;

/**
 * How much may be stored.
 *
 * @param fileBytes size of one file
 * @param treeBytes size of all files of one run or logged model
 */
public record ArtifactLimits(long fileBytes, long treeBytes) {
    /** As much as the store takes. */
    public static final ArtifactLimits NONE = new ArtifactLimits(Long.MAX_VALUE, Long.MAX_VALUE);

    /** Reads {@code countersign.artifact.max.file.bytes} and {@code countersign.artifact.max.run.bytes}; none by default. */
    @ApplicationScoped
    static class Configured {
        @Produces
        ArtifactLimits limits(Settings settings) {
            return new ArtifactLimits(
                    bytes(settings, "countersign.artifact.max.file.bytes"),
                    bytes(settings, "countersign.artifact.max.run.bytes"));
        }

        private static long bytes(Settings settings, String name) {
            return settings.text(name)
                    .map(text -> {
                        if (!text.matches("[1-9]\\d{0,17}")) {
                            throw new IllegalStateException(
                                    "The setting " + name + " must be a number of bytes: " + text);
                        }
                        return Long.valueOf(text);
                    })
                    .orElse(Long.MAX_VALUE);
        }
    }
}

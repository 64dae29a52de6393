package io.countersign.registry.boundary;

import io.countersign.platform.mlflow.MlflowMessage;
import io.countersign.registry.entity.ModelVersion;
import io.countersign.tracking.RunId;
import java.util.List;
import java.util.Map;

/** MLflow's {@code ModelVersion}. */
record VersionWire(
        String name,
        String version,
        long creationTimestamp,
        long lastUpdatedTimestamp,
        String currentStage,
        String description,
        String source,
        String runId,
        String status,
        List<TagWire> tags,
        String runLink,
        List<String> aliases)
        implements MlflowMessage {

    /** With its aliases, as get, create, update and transition answer. */
    static VersionWire of(ModelVersion version) {
        List<String> aliases = version.model().aliases().entrySet().stream()
                .filter(alias -> alias.getValue() == version.number())
                .map(Map.Entry::getKey)
                .toList();
        return of(version, aliases);
    }

    /** Without aliases, as searches and latest versions answer. */
    static VersionWire listed(ModelVersion version) {
        return of(version, List.of());
    }

    private static VersionWire of(ModelVersion version, List<String> aliases) {
        return new VersionWire(
                version.model().name(),
                Integer.toString(version.number()),
                version.registeredAt().toEpochMilli(),
                version.updatedAt().toEpochMilli(),
                version.stage(),
                version.description(),
                version.source(),
                version.run().map(RunId::value).orElse(""),
                "READY",
                TagWire.of(version.tags()),
                version.runLink(),
                aliases);
    }

    /** Answer with one version. */
    record One(VersionWire modelVersion) implements MlflowMessage {}

    /** Answer with several versions. */
    record Many(
            List<VersionWire> modelVersions,
            @org.jspecify.annotations.Nullable String nextPageToken) implements MlflowMessage {}
}

package io.countersign.registry.boundary;

import io.countersign.platform.mlflow.MlflowMessage;
import io.countersign.registry.control.VersionRow;
import io.countersign.registry.entity.ModelVersion;
import io.countersign.tracking.RunId;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
        @Nullable String modelId,
        List<String> aliases)
        implements MlflowMessage {

    /** With its aliases, as get, create, update and transition answer. */
    static VersionWire of(ModelVersion version) {
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
                version.loggedModel().orElse(null),
                version.model().aliasesOf(version.number()));
    }

    /** As a listing has it: with aliases when it asked for them. */
    static VersionWire of(VersionRow row) {
        return new VersionWire(
                row.model(),
                Integer.toString(row.number()),
                row.registeredAt().toEpochMilli(),
                row.updatedAt().toEpochMilli(),
                row.stage(),
                row.description(),
                row.source(),
                row.runId() == null ? "" : row.runId(),
                "READY",
                TagWire.of(row.tags()),
                row.runLink(),
                row.loggedModelId(),
                row.aliases());
    }

    /** Answer with one version. */
    record One(VersionWire modelVersion) implements MlflowMessage {}

    /** Answer with several versions. */
    record Many(List<VersionWire> modelVersions, @Nullable String nextPageToken) implements MlflowMessage {}
}

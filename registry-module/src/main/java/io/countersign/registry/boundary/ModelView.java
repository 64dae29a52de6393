package io.countersign.registry.boundary;

import io.countersign.registry.control.VersionRow;
import io.countersign.registry.entity.ArtifactBinding;
import io.countersign.registry.entity.ModelVersion;
import io.countersign.registry.entity.RegisteredModel;
import io.countersign.tracking.ArtifactManifest;
import io.countersign.tracking.RunId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Models and versions as the own API shows them. */
final class ModelView {
    private ModelView() {}

    record Person(String subject, String name) {}

    record InStage(int version, String stage) {}

    record Summary(
            String name,
            String description,
            Instant createdAt,
            Instant updatedAt,
            List<InStage> latestVersions,
            long versionCount) {

        static Summary of(RegisteredModel model, List<VersionRow> latest, long count) {
            return new Summary(
                    model.name(),
                    model.description(),
                    model.createdAt(),
                    model.updatedAt(),
                    latest.stream()
                            .map(version -> new InStage(version.number(), version.stage()))
                            .toList(),
                    count);
        }
    }

    record Version(
            int version,
            String stage,
            @Nullable String runId,
            Instant registeredAt,
            Person registeredBy,
            String description) {

        static Version of(ModelVersion version) {
            return new Version(
                    version.number(),
                    version.stage(),
                    version.run().map(RunId::value).orElse(null),
                    version.registeredAt(),
                    new Person(version.registeredBy(), version.registeredByName()),
                    version.description());
        }
    }

    record AliasOf(String alias, int version) {}

    record Model(
            String name,
            String description,
            Instant createdAt,
            Instant updatedAt,
            List<InStage> latestVersions,
            long versionCount,
            List<Version> versions,
            List<AliasOf> aliases) {

        /** @param versions all versions, newest first */
        static Model of(RegisteredModel model, List<ModelVersion> versions, List<VersionRow> latest) {
            Summary summary = Summary.of(model, latest, versions.size());
            return new Model(
                    summary.name(),
                    summary.description(),
                    summary.createdAt(),
                    summary.updatedAt(),
                    summary.latestVersions(),
                    summary.versionCount(),
                    versions.stream().map(Version::of).toList(),
                    model.aliases().entrySet().stream()
                            .map(alias -> new AliasOf(alias.getKey(), alias.getValue()))
                            .toList());
        }
    }

    /**
     * @param bytes {@code intact}, {@code broken}, or {@code unbound} when they are not kept here
     * @param run what is known of the run: {@code id}, and as far as known {@code name, params, metrics, tags}
     */
    record VersionDetail(
            String model,
            int version,
            String stage,
            String source,
            @Nullable String runId,
            Instant registeredAt,
            Person registeredBy,
            String description,
            @Nullable ArtifactManifest manifest,
            String bytes,
            @Nullable Instant brokenSince,
            @Nullable Map<String, Object> run) {

        static VersionDetail of(ModelVersion version, @Nullable Map<String, Object> run) {
            Version summary = Version.of(version);
            return new VersionDetail(
                    version.model().name(),
                    summary.version(),
                    summary.stage(),
                    version.source(),
                    summary.runId(),
                    summary.registeredAt(),
                    summary.registeredBy(),
                    summary.description(),
                    version.binding().map(ArtifactBinding::manifest).orElse(null),
                    version.binding().isEmpty() ? "unbound" : version.broken() ? "broken" : "intact",
                    version.brokenSince().orElse(null),
                    run);
        }
    }
}

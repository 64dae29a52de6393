package io.countersign.registry.boundary;

import io.countersign.platform.mlflow.MlflowMessage;
import io.countersign.registry.control.VersionRow;
import io.countersign.registry.entity.RegisteredModel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** MLflow's {@code RegisteredModel}; a description that nobody gave is left out. */
record ModelWire(
        String name,
        long creationTimestamp,
        long lastUpdatedTimestamp,
        @Nullable String description,
        List<VersionWire> latestVersions,
        List<TagWire> tags,
        List<AliasWire> aliases)
        implements MlflowMessage {

    static ModelWire of(RegisteredModel model, List<VersionRow> latest) {
        return new ModelWire(
                model.name(),
                model.createdAt().toEpochMilli(),
                model.updatedAt().toEpochMilli(),
                model.description().isEmpty() ? null : model.description(),
                latest.stream().map(VersionWire::of).toList(),
                TagWire.of(model.tags()),
                model.aliases().entrySet().stream()
                        .map(alias ->
                                new AliasWire(alias.getKey(), alias.getValue().toString()))
                        .toList());
    }

    /** An alias with its version. */
    record AliasWire(String alias, String version) implements MlflowMessage {}

    /** Answer with one model. */
    record One(ModelWire registeredModel) implements MlflowMessage {}

    /** Answer with several models. */
    record Many(List<ModelWire> registeredModels, @Nullable String nextPageToken) implements MlflowMessage {}
}

package io.countersign.tracking.boundary;

import static io.countersign.tracking.boundary.Presence.orEmpty;

import io.countersign.platform.mlflow.MlflowMessage;
import io.countersign.tracking.control.LoggedModels;
import io.countersign.tracking.control.ModelSearch;
import io.countersign.tracking.control.WireLimits;
import io.countersign.tracking.entity.ModelInfo;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Requests and answers about logged models. */
final class ModelMessages {
    private ModelMessages() {}

    record Create(
            @Nullable WireScalar experimentId,
            @Nullable String name,
            @Nullable String modelType,
            @Nullable String sourceRunId,
            @Nullable List<WireTag> params,
            @Nullable List<WireTag> tags)
            implements MlflowMessage {}

    record Finish(@Nullable WireScalar status) implements MlflowMessage {}

    record Tags(@Nullable List<WireTag> tags) implements MlflowMessage {}

    record Params(@Nullable List<WireTag> params) implements MlflowMessage {}

    record Get(@Nullable Boolean allowDeleted) implements MlflowMessage {}

    record Directory(@Nullable String artifactDirectoryPath) implements MlflowMessage {}

    record File(@Nullable String artifactFilePath) implements MlflowMessage {}

    record Search(
            @Nullable List<WireScalar> experimentIds,
            @Nullable String filter,
            @Nullable List<OnDataset> datasets,
            @Nullable Integer maxResults,
            @Nullable List<Order> orderBy,
            @Nullable String pageToken)
            implements MlflowMessage {}

    record OnDataset(@Nullable String datasetName, @Nullable String datasetDigest) implements MlflowMessage {
        static List<ModelSearch.OnDataset> checked(@Nullable List<OnDataset> datasets) {
            List<OnDataset> given = orEmpty(datasets);
            return IntStream.range(0, given.size())
                    .mapToObj(i -> new ModelSearch.OnDataset(
                            Presence.required(given.get(i).datasetName(), "datasets[" + i + "].dataset_name"),
                            WireLimits.text(
                                    "datasets[" + i + "].dataset_digest",
                                    orEmpty(given.get(i).datasetDigest()))))
                    .toList();
        }
    }

    /** @param ascending absent means yes */
    record Order(
            @Nullable String fieldName,
            @Nullable Boolean ascending,
            @Nullable String datasetName,
            @Nullable String datasetDigest)
            implements MlflowMessage {
        ModelSearch.Order checked() {
            Optional<ModelSearch.OnDataset> dataset = orEmpty(datasetName).isEmpty()
                    ? Optional.empty()
                    : Optional.of(new ModelSearch.OnDataset(
                            WireLimits.text("order_by.dataset_name", orEmpty(datasetName)),
                            WireLimits.text("order_by.dataset_digest", orEmpty(datasetDigest))));
            return new ModelSearch.Order(
                    Presence.required(fieldName, "order_by.field_name"), !Boolean.FALSE.equals(ascending), dataset);
        }
    }

    record One(Wire model) implements MlflowMessage {}

    record Found(List<Wire> models, @Nullable String nextPageToken) implements MlflowMessage {}

    /** A logged model. */
    record Wire(Info info, Data data) implements MlflowMessage {
        static Wire from(LoggedModels.Loaded loaded) {
            return new Wire(
                    Info.from(loaded),
                    new Data(
                            loaded.content().params().stream()
                                    .map(param -> new WireTag(param.key(), param.value()))
                                    .toList(),
                            loaded.content().metrics().stream()
                                    .map(LogMessages.Metric::from)
                                    .toList()));
        }
    }

    record Info(
            String modelId,
            String experimentId,
            String name,
            long creationTimestampMs,
            long lastUpdatedTimestampMs,
            String artifactUri,
            String status,
            @Nullable String modelType,
            @Nullable String sourceRunId,
            List<WireTag> tags)
            implements MlflowMessage {
        static Info from(LoggedModels.Loaded loaded) {
            ModelInfo model = loaded.info();
            return new Info(
                    model.modelId(),
                    Long.toString(model.experiment()),
                    model.name(),
                    model.creationTime(),
                    model.lastUpdateTime(),
                    model.artifactUri(),
                    model.status().wireName(),
                    model.modelType().isEmpty() ? null : model.modelType(),
                    model.sourceRun(),
                    WireTag.from(loaded.content().tags()));
        }
    }

    record Data(List<WireTag> params, List<LogMessages.Metric> metrics) implements MlflowMessage {}
}

package io.countersign.tracking.boundary;

import static io.countersign.tracking.boundary.Presence.orEmpty;
import static io.countersign.tracking.boundary.Presence.required;

import io.countersign.platform.mlflow.MlflowException;
import io.countersign.platform.mlflow.MlflowMessage;
import io.countersign.tracking.control.WireLimits;
import io.countersign.tracking.entity.Dataset;
import io.countersign.tracking.entity.DatasetInput;
import io.countersign.tracking.entity.MetricPoint;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Requests by which a run logs, and metrics and inputs as they are answered. */
final class LogMessages {
    private LogMessages() {}

    record LogMetric(
            @Nullable String runId,
            @Nullable String key,
            @Nullable Double value,
            @Nullable Long timestamp,
            @Nullable Long step)
            implements MlflowMessage {}

    record LogText(
            @Nullable String runId,
            @Nullable String key,
            @Nullable String value) implements MlflowMessage {}

    record LogBatch(
            @Nullable String runId,
            @Nullable List<Metric> metrics,
            @Nullable List<WireTag> params,
            @Nullable List<WireTag> tags)
            implements MlflowMessage {}

    record LogInputs(@Nullable String runId, @Nullable List<Input> datasets) implements MlflowMessage {}

    record LogModel(@Nullable String runId, @Nullable String modelJson) implements MlflowMessage {}

    record History(
            @Nullable String runId,
            @Nullable String metricKey,
            @Nullable Integer maxResults,
            @Nullable String pageToken)
            implements MlflowMessage {}

    record Points(List<Metric> metrics, @Nullable String nextPageToken) implements MlflowMessage {}

    /** One point. */
    record Metric(
            @Nullable String key,
            @Nullable Double value,
            @Nullable Long timestamp,
            @Nullable Long step) implements MlflowMessage {

        static Metric from(MetricPoint point) {
            return new Metric(point.key(), point.value(), point.timestamp(), point.step());
        }

        /** @param path where it stands in the request, empty or ending with a dot */
        MetricPoint checked(String path) {
            String name = WireLimits.key(path + "name", required(key, path + "key"));
            double number = required(value, path + "value");
            long time = WireLimits.timestamp(path + "timestamp", name, required(timestamp, path + "timestamp"));
            return new MetricPoint(name, number, time, step == null ? 0 : step);
        }
    }

    /** Inputs of a run; present, though empty, on every run. */
    record Inputs(List<Input> datasetInputs) implements MlflowMessage {
        static Inputs from(List<DatasetInput> inputs) {
            return new Inputs(inputs.stream().map(Input::from).toList());
        }
    }

    record Input(@Nullable List<WireTag> tags, @Nullable WireDataset dataset) implements MlflowMessage {
        static Input from(DatasetInput input) {
            return new Input(WireTag.from(input.tags()), WireDataset.from(input.dataset()));
        }

        static List<DatasetInput> checked(@Nullable List<Input> inputs) {
            List<Input> given = orEmpty(inputs);
            if (given.size() > WireLimits.MAX_INPUTS) {
                throw MlflowException.invalid("A request can contain at most " + WireLimits.MAX_INPUTS
                        + " datasets. Got " + given.size() + " datasets.");
            }
            return IntStream.range(0, given.size())
                    .mapToObj(i -> given.get(i).checked("datasets[" + i + "]"))
                    .toList();
        }

        private DatasetInput checked(String path) {
            if (dataset == null) {
                throw MlflowException.missing(path + ".dataset");
            }
            List<WireTag> given = orEmpty(tags);
            return new DatasetInput(
                    dataset.checked(path + ".dataset"),
                    IntStream.range(0, given.size())
                            .mapToObj(i -> given.get(i).inputTag(path + ".tags[" + i + "]."))
                            .toList());
        }
    }

    record WireDataset(
            @Nullable String name,
            @Nullable String digest,
            @Nullable String sourceType,
            @Nullable String source,
            @Nullable String schema,
            @Nullable String profile)
            implements MlflowMessage {

        static WireDataset from(Dataset dataset) {
            return new WireDataset(
                    dataset.name(),
                    dataset.digest(),
                    dataset.sourceType(),
                    dataset.source(),
                    dataset.schema(),
                    dataset.profile());
        }

        Dataset checked(String path) {
            return new Dataset(
                    WireLimits.within(path + ".name", required(name, path + ".name"), 500),
                    WireLimits.within(path + ".digest", required(digest, path + ".digest"), 36),
                    WireLimits.text(path + ".source_type", required(sourceType, path + ".source_type")),
                    WireLimits.within(path + ".source", required(source, path + ".source"), 65_535),
                    schema == null ? null : WireLimits.within(path + ".schema", schema, 1_048_575),
                    profile == null ? null : WireLimits.within(path + ".profile", profile, 16_777_215));
        }
    }
}

package io.countersign.tracking.boundary;

import static io.countersign.tracking.boundary.Presence.orEmpty;
import static io.countersign.tracking.boundary.Presence.required;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.countersign.platform.mlflow.MlflowException;
import io.countersign.platform.mlflow.MlflowMessage;
import io.countersign.tracking.control.WireLimits;
import io.countersign.tracking.entity.Dataset;
import io.countersign.tracking.entity.DatasetInput;
import io.countersign.tracking.entity.MetricPoint;
import io.countersign.tracking.entity.ModelMetric;
import io.countersign.tracking.entity.ModelUse;
import io.countersign.tracking.entity.RunContent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
            @Nullable Long step,
            @Nullable String modelId,
            @Nullable String datasetName,
            @Nullable String datasetDigest)
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

    record DeleteTag(@Nullable String runId, @Nullable String key) implements MlflowMessage {}

    record LogInputs(
            @Nullable String runId,
            @Nullable List<Input> datasets,
            @Nullable List<WireModelUse> models) implements MlflowMessage {}

    record LogOutputs(@Nullable String runId, @Nullable List<WireModelUse> models) implements MlflowMessage {}

    /** A logged model that went in or came out. */
    record WireModelUse(@Nullable String modelId, @Nullable Long step) implements MlflowMessage {

        static List<WireModelUse> from(RunContent content, ModelUse.Use use) {
            return content.models().stream()
                    .filter(model -> model.use() == use)
                    .map(model -> new WireModelUse(model.modelId(), use == ModelUse.Use.OUTPUT ? model.step() : null))
                    .toList();
        }

        static List<ModelUse> checked(@Nullable List<WireModelUse> models, ModelUse.Use use) {
            List<WireModelUse> given = orEmpty(models);
            if (given.size() > WireLimits.MAX_INPUTS) {
                throw MlflowException.invalid("A request can contain at most " + WireLimits.MAX_INPUTS + " models. Got "
                        + given.size() + " models.");
            }
            return IntStream.range(0, given.size())
                    .mapToObj(i -> new ModelUse(
                            required(given.get(i).modelId(), "models[" + i + "].model_id"),
                            use,
                            given.get(i).step() == null ? 0 : given.get(i).step()))
                    .toList();
        }
    }

    record LogModel(@Nullable String runId, @Nullable String modelJson) implements MlflowMessage {}

    record History(
            @Nullable String runId,
            @Nullable String metricKey,
            @Nullable Integer maxResults,
            @Nullable String pageToken)
            implements MlflowMessage {}

    record BulkHistory(
            @Nullable List<String> runId,
            @Nullable String metricKey,
            @Nullable Integer maxResults) implements MlflowMessage {}

    record Interval(
            @Nullable List<String> runIds,
            @Nullable String metricKey,
            @Nullable Long startStep,
            @Nullable Long endStep,
            @Nullable Integer maxResults)
            implements MlflowMessage {}

    /** One point of a run's data, or of a request. */
    @JsonDeserialize(using = MetricReader.class)
    record Metric(
            @Nullable String key,
            @Nullable Double value,
            @Nullable Long timestamp,
            @Nullable Long step,
            @Nullable String modelId,
            @Nullable String datasetName,
            @Nullable String datasetDigest,
            @Nullable String runId)
            implements MlflowMessage {

        static Metric from(MetricPoint point) {
            return new Metric(point.key(), point.value(), point.timestamp(), point.step(), null, null, null, null);
        }

        static Metric from(ModelMetric metric) {
            MetricPoint point = metric.point();
            return new Metric(
                    point.key(),
                    point.value(),
                    point.timestamp(),
                    point.step(),
                    metric.modelId(),
                    metric.datasetName().isEmpty() ? null : metric.datasetName(),
                    metric.datasetDigest().isEmpty() ? null : metric.datasetDigest(),
                    metric.run());
        }

        /** @param path where it stands in the request, empty or ending with a dot */
        MetricPoint checked(String path) {
            String name = WireLimits.key(path + "name", required(key, path + "key"));
            double number = required(value, path + "value");
            long time = WireLimits.timestamp(path + "timestamp", name, required(timestamp, path + "timestamp"));
            return new MetricPoint(name, number, time, step == null ? 0 : step);
        }

        /**
         * Each checked; a name that comes again is not looked at again, and no path is spelled out for nothing. Points of one
         * series share their name, so that nobody compares it letter by letter later on.
         */
        static List<MetricPoint> checked(List<Metric> metrics) {
            List<MetricPoint> points = new ArrayList<>(metrics.size());
            Map<String, String> names = new HashMap<>();
            String name = null;
            for (Metric metric : metrics) {
                if (name == null || !name.equals(metric.key)) {
                    name = metric.key == null ? null : names.get(metric.key);
                }
                MetricPoint point = name == null ? null : metric.named(name);
                if (point == null) {
                    point = metric.checked("metrics[" + points.size() + "].");
                    name = point.key();
                    names.put(name, name);
                }
                points.add(point);
            }
            return points;
        }

        /** Null when there is something to look at. */
        private @Nullable MetricPoint named(String name) {
            return value == null || timestamp == null || timestamp < 0
                    ? null
                    : new MetricPoint(name, value, timestamp, step == null ? 0 : step);
        }

        /** What they tell of logged models. @param checked the same, in the same order */
        static List<ModelMetric> aboutModels(String run, List<Metric> metrics, List<MetricPoint> checked) {
            List<ModelMetric> told = new ArrayList<>();
            for (int i = 0; i < metrics.size(); i++) {
                if (metrics.get(i).modelId != null) {
                    metrics.get(i).aboutModel(run, checked.get(i)).ifPresent(told::add);
                }
            }
            return told;
        }

        /** What it tells of a logged model; empty when it tells of none. */
        Optional<ModelMetric> aboutModel(String run, MetricPoint checked) {
            return orEmpty(modelId).isEmpty()
                    ? Optional.empty()
                    : Optional.of(new ModelMetric(
                            orEmpty(modelId),
                            run,
                            WireLimits.within("dataset_name", orEmpty(datasetName), 500),
                            WireLimits.within("dataset_digest", orEmpty(datasetDigest), 36),
                            checked));
        }
    }

    /** Inputs of a run; present, though empty, on every run. */
    record Inputs(List<Input> datasetInputs, List<WireModelUse> modelInputs) implements MlflowMessage {
        static Inputs from(RunContent content) {
            return new Inputs(
                    content.inputs().stream().map(Input::from).toList(),
                    WireModelUse.from(content, ModelUse.Use.INPUT));
        }
    }

    /** Models that came out of a run; clients of 2.x do not know it, so it is left out when there are none. */
    record Outputs(List<WireModelUse> modelOutputs) implements MlflowMessage {
        static @Nullable Outputs from(RunContent content) {
            List<WireModelUse> models = WireModelUse.from(content, ModelUse.Use.OUTPUT);
            return models.isEmpty() ? null : new Outputs(models);
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

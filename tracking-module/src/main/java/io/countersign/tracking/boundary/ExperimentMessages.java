package io.countersign.tracking.boundary;

import io.countersign.platform.mlflow.MlflowMessage;
import io.countersign.tracking.control.DatasetSummaries;
import io.countersign.tracking.control.Experiments;
import io.countersign.tracking.entity.Experiment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Requests and answers of {@code experiments/*}. */
final class ExperimentMessages {
    private ExperimentMessages() {}

    record Create(
            @Nullable String name,
            @Nullable String artifactLocation,
            @Nullable List<WireTag> tags) implements MlflowMessage {}

    record Created(String experimentId) implements MlflowMessage {}

    record Get(@Nullable WireScalar experimentId) implements MlflowMessage {}

    record GetByName(@Nullable String experimentName) implements MlflowMessage {}

    record SetTag(
            @Nullable WireScalar experimentId,
            @Nullable String key,
            @Nullable String value) implements MlflowMessage {}

    record DeleteTag(
            @Nullable WireScalar experimentId, @Nullable String key) implements MlflowMessage {}

    record Update(
            @Nullable WireScalar experimentId, @Nullable String newName) implements MlflowMessage {}

    record SearchDatasets(@Nullable List<WireScalar> experimentIds) implements MlflowMessage {}

    record Datasets(List<Summary> datasetSummaries) implements MlflowMessage {}

    /** @param context left out when the runs did not say */
    record Summary(
            String experimentId,
            String name,
            String digest,
            @Nullable String context) implements MlflowMessage {
        static Summary from(DatasetSummaries.Summary summary) {
            return new Summary(
                    summary.experimentId(),
                    summary.name(),
                    summary.digest(),
                    summary.context().isEmpty() ? null : summary.context());
        }
    }

    record Search(
            @Nullable Integer maxResults,
            @Nullable String pageToken,
            @Nullable String filter,
            @Nullable List<String> orderBy,
            @Nullable WireScalar viewType)
            implements MlflowMessage {}

    record Found(List<Wire> experiments, @Nullable String nextPageToken) implements MlflowMessage {}

    record One(Wire experiment) implements MlflowMessage {}

    /** An experiment. */
    record Wire(
            String experimentId,
            String name,
            String artifactLocation,
            String lifecycleStage,
            long lastUpdateTime,
            long creationTime,
            List<WireTag> tags)
            implements MlflowMessage {

        static Wire from(Experiments.Tagged tagged) {
            Experiment experiment = tagged.experiment();
            return new Wire(
                    Long.toString(experiment.id()),
                    experiment.name(),
                    experiment.artifactLocation(),
                    experiment.lifecycle().wireName(),
                    experiment.lastUpdateTime(),
                    experiment.creationTime(),
                    WireTag.from(tagged.tags()));
        }
    }
}

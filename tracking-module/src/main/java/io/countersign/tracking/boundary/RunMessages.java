package io.countersign.tracking.boundary;

import io.countersign.platform.mlflow.MlflowMessage;
import io.countersign.tracking.control.Runs;
import io.countersign.tracking.entity.RunContent;
import io.countersign.tracking.entity.RunInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Requests and answers about whole runs. {@code run_uuid} is the old name of {@code run_id}. */
final class RunMessages {
    private RunMessages() {}

    record Create(
            @Nullable WireScalar experimentId,
            @Nullable String userId,
            @Nullable String runName,
            @Nullable Long startTime,
            @Nullable List<WireTag> tags)
            implements MlflowMessage {}

    record Update(
            @Nullable String runId,
            @Nullable WireScalar status,
            @Nullable Long endTime,
            @Nullable String runName) implements MlflowMessage {}

    record Reference(@Nullable String runId) implements MlflowMessage {}

    record Search(
            @Nullable List<WireScalar> experimentIds,
            @Nullable String filter,
            @Nullable WireScalar runViewType,
            @Nullable Integer maxResults,
            @Nullable List<String> orderBy,
            @Nullable String pageToken)
            implements MlflowMessage {}

    record Found(List<Wire> runs, @Nullable String nextPageToken) implements MlflowMessage {}

    record One(Wire run) implements MlflowMessage {}

    record Updated(Info runInfo) implements MlflowMessage {}

    /** A run with all that it logged. */
    record Wire(Info info, Data data, LogMessages.Inputs inputs, LogMessages.@Nullable Outputs outputs)
            implements MlflowMessage {
        static Wire from(Runs.Loaded loaded) {
            return new Wire(
                    Info.from(loaded.run()),
                    Data.from(loaded.content()),
                    LogMessages.Inputs.from(loaded.content()),
                    LogMessages.Outputs.from(loaded.content()));
        }
    }

    /** What a run is. */
    record Info(
            String runUuid,
            String experimentId,
            String runName,
            String userId,
            String status,
            long startTime,
            @Nullable Long endTime,
            String artifactUri,
            String lifecycleStage,
            String runId)
            implements MlflowMessage {
        static Info from(RunInfo run) {
            return new Info(
                    run.runId(),
                    Long.toString(run.experiment()),
                    run.name(),
                    run.userId(),
                    run.status().name(),
                    run.startTime(),
                    run.endTime(),
                    run.artifactUri(),
                    run.lifecycle().wireName(),
                    run.runId());
        }
    }

    /** What a run logged: of metrics the latest point only. */
    record Data(List<LogMessages.Metric> metrics, List<WireTag> params, List<WireTag> tags) implements MlflowMessage {
        static Data from(RunContent content) {
            return new Data(
                    content.metrics().stream().map(LogMessages.Metric::from).toList(),
                    content.params().stream()
                            .map(param -> new WireTag(param.key(), param.value()))
                            .toList(),
                    WireTag.from(content.tags()));
        }
    }
}

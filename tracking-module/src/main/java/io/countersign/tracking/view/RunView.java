package io.countersign.tracking.view;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.countersign.tracking.ArtifactFile;
import io.countersign.tracking.LineageNode;
import io.countersign.tracking.control.Runs;
import io.countersign.tracking.entity.DatasetInput;
import io.countersign.tracking.scorecard.ScoreCard;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Runs as the own API shows them. */
final class RunView {
    private RunView() {}

    /** Who the token said it was. */
    record Person(String subject, String name) {}

    /** A run with what it logged. */
    record Summary(
            String id,
            String name,
            String experimentId,
            String experiment,
            String status,
            String lifecycle,
            Instant startedAt,
            @Nullable Instant endedAt,
            Person startedBy,
            String userId,
            String sealed,
            Map<String, String> params,
            Map<String, Object> metrics,
            Map<String, String> tags) {
        static Summary from(Runs.Loaded loaded, RunRecords.Beside beside) {
            Map<String, String> params = new TreeMap<>();
            loaded.content().params().forEach(param -> params.put(param.key(), param.value()));
            Map<String, Object> metrics = new TreeMap<>();
            loaded.content().metrics().forEach(point -> metrics.put(point.key(), number(point.value())));
            Map<String, String> tags = new TreeMap<>();
            loaded.content().tags().forEach(tag -> tags.put(tag.key(), tag.value()));
            return new Summary(
                    loaded.run().runId(),
                    loaded.run().name(),
                    Long.toString(loaded.run().experiment()),
                    beside.experiment(),
                    loaded.run().status().name(),
                    loaded.run().lifecycle().wireName(),
                    Instant.ofEpochMilli(loaded.run().startTime()),
                    time(loaded.run().endTime()),
                    new Person(beside.starter().subject(), beside.starter().name()),
                    loaded.run().userId(),
                    beside.sealed(),
                    params,
                    metrics,
                    tags);
        }
    }

    /** A run with all that it holds. */
    record Detail(
            @JsonUnwrapped Summary summary,
            String artifactUri,
            @Nullable String parentRunId,
            List<RunRecords.Child> childRuns,
            List<Dataset> datasets,
            Manifest artifacts,
            RunRecords.@Nullable Seal seal,
            boolean legalHold,
            long commentCount,
            Card reproducibility) {}

    /** The files, and the digest over theirs. */
    record Manifest(String rootDigest, List<ArtifactFile> files) {}

    /** A dataset that went in. @param node its id in the lineage graph */
    record Dataset(String node, String name, String digest, String context, String sourceType, String source) {
        static Dataset from(DatasetInput input) {
            return new Dataset(
                    LineageNode.loggedDataset(
                                    input.dataset().name(), input.dataset().digest())
                            .id(),
                    input.dataset().name(),
                    input.dataset().digest(),
                    input.context(),
                    input.dataset().sourceType(),
                    input.dataset().source());
        }
    }

    /** The score card. */
    record Card(int present, int total, List<Item> items) {
        static Card from(ScoreCard card) {
            return new Card(
                    card.present(),
                    card.items().size(),
                    card.items().stream().map(Item::from).toList());
        }
    }

    /** One item of the score card. */
    record Item(
            String name,
            String title,
            String state,
            @Nullable String advice,
            List<ScoreCard.Found> found) {
        static Item from(ScoreCard.Item item) {
            return new Item(item.name(), item.title(), item.state().wireName(), item.advice(), item.found());
        }
    }

    /** JSON has no NaN. */
    static Object number(double value) {
        return Double.isFinite(value) ? (Object) value : Double.toString(value);
    }

    static @Nullable Instant time(@Nullable Long epochMillis) {
        return epochMillis == null ? null : Instant.ofEpochMilli(epochMillis);
    }
}

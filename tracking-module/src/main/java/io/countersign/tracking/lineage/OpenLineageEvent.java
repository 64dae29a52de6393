package io.countersign.tracking.lineage;

import com.fasterxml.jackson.databind.JsonNode;
import io.countersign.tracking.LineageNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event of the OpenLineage standard (spec 2-0-2), as far as the graph needs it.
 *
 * @param kind which of the standard's three events
 * @param at {@code eventTime}
 * @param producer URI of the program that tells it
 * @param run the run of a job; of a run event only
 * @param job the job; not of a dataset event
 * @param inputs datasets that went in
 * @param outputs datasets that came out
 * @param dataset the dataset that a dataset event speaks of
 */
record OpenLineageEvent(
        Kind kind,
        Instant at,
        String producer,
        @Nullable JobRun run,
        @Nullable Thing job,
        List<Use> inputs,
        List<Use> outputs,
        @Nullable Thing dataset) {

    /** Events of the standard. */
    enum Kind {
        RUN,
        JOB,
        DATASET
    }

    /** What a run event may say of the run's state. */
    enum State {
        START,
        RUNNING,
        COMPLETE,
        ABORT,
        FAIL,
        OTHER
    }

    /** A job or dataset, with its facets as given. */
    record Thing(LineageNode node, Map<String, JsonNode> facets) {}

    /** A dataset in or out of a job. @param facets of the dataset @param ofUse of this use of it */
    record Use(LineageNode dataset, Map<String, JsonNode> facets, Map<String, JsonNode> ofUse) {}

    /** A run. @param state null when not told */
    record JobRun(UUID id, @Nullable State state, Map<String, JsonNode> facets) {

        /** The run that started this one, and its job: the standard's parent facet. */
        Optional<Parent> parent() {
            JsonNode facet = facets.get("parent");
            return facet == null ? Optional.empty() : EventParser.parent(facet);
        }

        /** Id of the tracked run that the run's tags name: the standard's tags facet, key {@code mlflow.run_id}. */
        Optional<String> namedRun() {
            JsonNode facet = facets.get("tags");
            if (facet == null) {
                return Optional.empty();
            }
            for (JsonNode tag : facet.path("tags")) {
                if (tag.path("key").asText().equals("mlflow.run_id")) {
                    return Optional.of(tag.path("value").asText());
                }
            }
            return Optional.empty();
        }
    }

    /** Who started a run. */
    record Parent(UUID run, LineageNode job) {}
}

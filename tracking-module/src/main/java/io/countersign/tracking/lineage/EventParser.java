package io.countersign.tracking.lineage;

import com.fasterxml.jackson.databind.JsonNode;
import io.countersign.platform.problem.ProblemException;
import io.countersign.tracking.LineageNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads an event as the standard's schema has it. Members that it does not know are left to the facets' readers. */
final class EventParser {
    private static final int MAX_DATASETS = 1_000;
    private static final int MAX_FACETS = 200;
    private static final int MAX_NAME = 250;

    private EventParser() {}

    /** @throws ProblemException (invalid) naming the member that the standard's schema refuses */
    static OpenLineageEvent parse(JsonNode event) {
        if (!event.isObject()) {
            throw ProblemException.invalid("An OpenLineage event is a JSON object");
        }
        Instant at = time(text(event, "eventTime"));
        String producer = uri(event, "producer");
        uri(event, "schemaURL");
        if (event.has("run")) {
            return new OpenLineageEvent(
                    OpenLineageEvent.Kind.RUN,
                    at,
                    producer,
                    run(event),
                    job(event.path("job")),
                    uses(event, "inputs", "inputFacets"),
                    uses(event, "outputs", "outputFacets"),
                    null);
        }
        if (event.has("job")) {
            return new OpenLineageEvent(
                    OpenLineageEvent.Kind.JOB,
                    at,
                    producer,
                    null,
                    job(event.path("job")),
                    uses(event, "inputs", "inputFacets"),
                    uses(event, "outputs", "outputFacets"),
                    null);
        }
        if (event.has("dataset")) {
            JsonNode dataset = event.path("dataset");
            return new OpenLineageEvent(
                    OpenLineageEvent.Kind.DATASET,
                    at,
                    producer,
                    null,
                    null,
                    List.of(),
                    List.of(),
                    new OpenLineageEvent.Thing(dataset(dataset, "dataset"), facets(dataset, "facets")));
        }
        throw ProblemException.invalid("An OpenLineage event has a run, a job or a dataset");
    }

    /** The run and job of a parent facet; empty when they are not as the standard has them. */
    static Optional<OpenLineageEvent.Parent> parent(JsonNode facet) {
        try {
            JsonNode job = facet.path("job");
            return Optional.of(new OpenLineageEvent.Parent(
                    UUID.fromString(facet.path("run").path("runId").asText()),
                    LineageNode.job(text(job, "namespace"), text(job, "name"))));
        } catch (IllegalArgumentException | ProblemException notOne) {
            return Optional.empty();
        }
    }

    private static OpenLineageEvent.JobRun run(JsonNode event) {
        JsonNode run = event.path("run");
        String id = text(run, "runId");
        try {
            return new OpenLineageEvent.JobRun(UUID.fromString(id), state(event), facets(run, "facets"));
        } catch (IllegalArgumentException noUuid) {
            throw ProblemException.invalid("run.runId is not a UUID: " + id);
        }
    }

    private static OpenLineageEvent.@Nullable State state(JsonNode event) {
        if (!event.hasNonNull("eventType")) {
            return null;
        }
        String told = text(event, "eventType");
        return Arrays.stream(OpenLineageEvent.State.values())
                .filter(state -> state.name().equals(told))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid(
                        "eventType is none of " + Arrays.toString(OpenLineageEvent.State.values()) + ": " + told));
    }

    private static OpenLineageEvent.Thing job(JsonNode job) {
        return new OpenLineageEvent.Thing(
                LineageNode.job(text(job, "namespace"), text(job, "name")), facets(job, "facets"));
    }

    private static LineageNode dataset(JsonNode dataset, String where) {
        if (!dataset.isObject()) {
            throw ProblemException.invalid(where + " is not an object");
        }
        return LineageNode.dataset(text(dataset, "namespace"), text(dataset, "name"));
    }

    private static List<OpenLineageEvent.Use> uses(JsonNode event, String member, String ofUse) {
        JsonNode list = event.path(member);
        if (list.isMissingNode() || list.isNull()) {
            return List.of();
        }
        if (!list.isArray() || list.size() > MAX_DATASETS) {
            throw ProblemException.invalid(member + " is not a list of at most " + MAX_DATASETS + " datasets");
        }
        List<OpenLineageEvent.Use> uses = new ArrayList<>();
        list.forEach(dataset -> uses.add(
                new OpenLineageEvent.Use(dataset(dataset, member), facets(dataset, "facets"), facets(dataset, ofUse))));
        return uses;
    }

    private static Map<String, JsonNode> facets(JsonNode owner, String member) {
        JsonNode facets = owner.path(member);
        if (facets.isMissingNode() || facets.isNull()) {
            return Map.of();
        }
        if (!facets.isObject() || facets.size() > MAX_FACETS) {
            throw ProblemException.invalid(member + " is not an object with at most " + MAX_FACETS + " facets");
        }
        Map<String, JsonNode> found = new LinkedHashMap<>();
        facets.properties().forEach(facet -> {
            if (!facet.getValue().isObject()
                    || facet.getKey().length() > MAX_NAME
                    || facet.getKey().indexOf('\0') >= 0) {
                throw ProblemException.invalid("A facet in " + member + " is not an object with a name of at most "
                        + MAX_NAME + " characters");
            }
            found.put(facet.getKey(), facet.getValue());
        });
        return found;
    }

    private static Instant time(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException noTime) {
            throw ProblemException.invalid("eventTime is not a time of RFC 3339: " + text);
        }
    }

    private static String uri(JsonNode owner, String member) {
        String text = text(owner, member);
        try {
            return new URI(text).toString();
        } catch (URISyntaxException noUri) {
            throw ProblemException.invalid(member + " is not a URI: " + text);
        }
    }

    private static String text(JsonNode owner, String member) {
        JsonNode value = owner.path(member);
        if (!value.isTextual() || value.textValue().isBlank()) {
            throw ProblemException.invalid("The event has no text \"" + member + "\"");
        }
        return value.textValue();
    }
}

package io.countersign.approvals.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.countersign.approvals.entity.Promotion;
import io.countersign.approvals.policy.NumberSource;
import io.countersign.approvals.policy.Supplier;
import io.countersign.approvals.policy.ThresholdResult;
import io.countersign.platform.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The numbers that a request was judged by, read back from its frozen evidence.
 *
 * @param sources the runs
 * @param champion what is on record of the champion then; null when nothing is
 */
record FrozenNumbers(List<NumberSource> sources, @Nullable Map<String, Double> champion) {

    static FrozenNumbers of(Promotion promotion) {
        try {
            JsonNode evidence = Json.mapper().readTree(promotion.frozen().evidence());
            Map<String, Supplier> suppliers = new HashMap<>();
            promotion.thresholds().stream()
                    .map(ThresholdResult::origin)
                    .filter(Objects::nonNull)
                    .forEach(origin -> suppliers.put(origin.run(), origin.supplier()));
            List<NumberSource> sources = new ArrayList<>();
            // Evidence of before v3 does not say whose a run is; the results do for those that supplied a number.
            sources.add(source(evidence.path("run"), suppliers));
            evidence.path("otherRuns").forEach(run -> sources.add(source(run, suppliers)));
            return new FrozenNumbers(sources, champion(promotion));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the evidence of " + promotion.id() + " cannot be read", unreadable);
        }
    }

    private static NumberSource source(JsonNode run, Map<String, Supplier> suppliers) {
        Map<String, Double> metrics = new HashMap<>();
        run.path("metrics")
                .properties()
                .forEach(metric -> metrics.put(
                        metric.getKey(),
                        metric.getValue().isNumber()
                                ? metric.getValue().doubleValue()
                                : Double.parseDouble(metric.getValue().textValue())));
        String id = run.path("id").asText();
        return new NumberSource(
                id,
                run.hasNonNull("supplier")
                        ? Supplier.of(run.path("supplier").textValue())
                        : suppliers.getOrDefault(id, Supplier.DEVELOPER),
                metrics,
                StreamSupport.stream(run.path("datasets").spliterator(), false)
                        .map(data -> new NumberSource.Data(
                                data.path("name").asText(),
                                data.path("digest").asText(),
                                data.path("context").asText()))
                        .toList());
    }

    private static @Nullable Map<String, Double> champion(Promotion promotion) {
        Map<String, Double> known = new HashMap<>();
        promotion.thresholds().forEach(result -> {
            if (result.champion() != null) {
                known.put(result.metric(), result.champion());
            }
        });
        return known.isEmpty() ? null : known;
    }
}

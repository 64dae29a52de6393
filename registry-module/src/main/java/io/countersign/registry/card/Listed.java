package io.countersign.registry.card;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.countersign.platform.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One of several things that evidence names, such as a data set, in both of a model card's forms.
 *
 * @param line for people
 * @param members for programs
 */
record Listed(String line, Map<String, String> members) {

    /** {@code german-credit (training), digest 1a2b, from https://doi.org/…} for each data set of a run's evidence. */
    static List<Listed> datasets(@Nullable Object evidence) {
        return maps(evidence)
                .map(members -> new Listed(
                        named(members)
                                + part(", digest ", members.get("digest"))
                                + part(", from ", place(members.getOrDefault("source", ""))),
                        members))
                .toList();
    }

    /** {@code german-credit (training)}: a run may name the same data set in several contexts. */
    static String named(Map<String, String> dataset) {
        String context = dataset.getOrDefault("context", "");
        return dataset.getOrDefault("name", "") + (context.isEmpty() ? "" : " (" + context + ")");
    }

    /** {@code test/auc 0.81 >= 0.75: pass} for each threshold of a promotion's evidence. */
    static List<Listed> thresholds(@Nullable Object evidence) {
        return maps(evidence)
                .map(members -> new Listed(
                        members.getOrDefault("metric", "")
                                + part(" ", members.get("value"))
                                + part(" ", members.get("comparator"))
                                + part(" ", members.get("limit"))
                                + part(": ", members.get("verdict"))
                                + part(", ", members.get("reason")),
                        members))
                .toList();
    }

    /** {@code name: value} for each entry of a map, such as metrics. */
    static List<Listed> pairs(@Nullable Object evidence) {
        return evidence instanceof Map<?, ?> map
                ? map.entrySet().stream()
                        .map(entry -> new Listed(
                                entry.getKey() + ": " + entry.getValue(),
                                Map.of("name", text(entry.getKey()), "value", text(entry.getValue()))))
                        .toList()
                : List.of();
    }

    /** The members of each map in a list; members without a value are left out. */
    static Stream<Map<String, String>> maps(@Nullable Object evidence) {
        return evidence instanceof List<?> list
                ? list.stream()
                        .filter(Map.class::isInstance)
                        .map(Map.class::cast)
                        .map(Listed::texts)
                : Stream.of();
    }

    private static Map<String, String> texts(Map<?, ?> map) {
        Map<String, String> texts = new LinkedHashMap<>();
        map.forEach((key, value) -> {
            if (value != null) {
                texts.put(text(key), value instanceof Map<?, ?> inner ? inOneLine(inner) : text(value));
            }
        });
        return texts;
    }

    private static String inOneLine(Map<?, ?> map) {
        return map.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .collect(Collectors.joining(", "));
    }

    /** MLflow writes a data set's source as JSON with one member, the address or path. */
    private static String place(String source) {
        try {
            JsonNode json = Json.mapper().readTree(source);
            return json.isObject() && json.size() == 1 && json.elements().next().isTextual()
                    ? json.elements().next().textValue()
                    : json.isObject() && json.isEmpty() ? "" : source;
        } catch (JsonProcessingException plain) {
            return source;
        }
    }

    private static String part(String before, @Nullable String value) {
        return value == null || value.isEmpty() ? "" : before + value;
    }

    private static String text(@Nullable Object value) {
        return String.valueOf(value);
    }
}

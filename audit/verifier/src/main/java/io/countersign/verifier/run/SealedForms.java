package io.countersign.verifier.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Canonical forms of runs ({@code countersign/run-seal/v1}), compared. */
public final class SealedForms {
    private static final ObjectMapper JSON = new ObjectMapper();

    private SealedForms() {}

    /**
     * Where two forms first differ.
     *
     * @param where path to it: {@code params.trees}, {@code artifacts.model/MLmodel.sha256}
     * @param sealed null when it was not there
     * @param present null when it is not there
     */
    public record Difference(
            String where, @Nullable String sealed, @Nullable String present) {}

    /**
     * The first difference, members in the order of their names; empty when there is none.
     *
     * @throws IllegalArgumentException when one of them is no JSON object
     */
    public static Optional<Difference> firstDifference(String sealed, String present) {
        Map<String, String> was = flat(sealed);
        Map<String, String> is = flat(present);
        TreeSet<String> places = new TreeSet<>(was.keySet());
        places.addAll(is.keySet());
        return places.stream()
                .filter(place -> !Objects.equals(was.get(place), is.get(place)))
                .findFirst()
                .map(place -> new Difference(place, was.get(place), is.get(place)));
    }

    static JsonNode parse(String form) {
        try {
            JsonNode json = JSON.readTree(form);
            if (json != null && json.isObject()) {
                return json;
            }
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException("the form of the run is no JSON: " + malformed.getOriginalMessage());
        }
        throw new IllegalArgumentException("the form of the run is no JSON object");
    }

    private static Map<String, String> flat(String form) {
        Map<String, String> flat = new TreeMap<>();
        flatten("", parse(form), flat);
        return flat;
    }

    private static void flatten(String place, JsonNode json, Map<String, String> into) {
        if (json.isObject()) {
            json.properties().forEach(member -> flatten(below(place, member.getKey()), member.getValue(), into));
        } else if (json.isArray()) {
            int index = 0;
            for (Iterator<JsonNode> items = json.elements(); items.hasNext(); index++) {
                JsonNode item = items.next();
                flatten(below(place, name(item, index)), item, into);
            }
        } else {
            into.put(place, json.asText());
        }
    }

    private static String below(String place, String name) {
        return place.isEmpty() ? name : place + "." + name;
    }

    /** Files go by their path, datasets by name and digest, models by id and use: an insertion does not shift the rest. */
    private static String name(JsonNode item, int index) {
        if (item.has("path")) {
            return item.path("path").asText();
        }
        if (item.has("digest")) {
            return item.path("name").asText() + "@" + item.path("digest").asText();
        }
        if (item.has("use")) {
            return item.path("id").asText() + " " + item.path("use").asText();
        }
        return Integer.toString(index);
    }
}

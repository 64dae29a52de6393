package io.countersign.tracking.control;

import io.countersign.platform.mlflow.MlflowException;
import io.countersign.tracking.control.filter.SearchLanguageParser.IdentifierContext;
import io.countersign.tracking.control.filter.SearchLanguageParser.QuotedContext;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a comparison or an order speaks of.
 *
 * @param key name of the metric, param or tag; canonical name of the attribute or dataset property
 */
record SearchField(Kind kind, String key) {

    /** Sorts of things that runs can be searched by. */
    enum Kind {
        METRIC,
        PARAM,
        TAG,
        ATTRIBUTE,
        DATASET
    }

    private static final Map<String, Kind> ENTITIES = Map.ofEntries(
            Map.entry("metric", Kind.METRIC),
            Map.entry("metrics", Kind.METRIC),
            Map.entry("param", Kind.PARAM),
            Map.entry("params", Kind.PARAM),
            Map.entry("parameter", Kind.PARAM),
            Map.entry("parameters", Kind.PARAM),
            Map.entry("tag", Kind.TAG),
            Map.entry("tags", Kind.TAG),
            Map.entry("attribute", Kind.ATTRIBUTE),
            Map.entry("attributes", Kind.ATTRIBUTE),
            Map.entry("attr", Kind.ATTRIBUTE),
            Map.entry("run", Kind.ATTRIBUTE),
            Map.entry("dataset", Kind.DATASET),
            Map.entry("datasets", Kind.DATASET));

    /** Column of each attribute; MLflow's old names beside the present ones. */
    private static final Map<String, String> COLUMNS = Map.ofEntries(
            Map.entry("run_id", "r.run_id"),
            Map.entry("run_name", "r.name"),
            Map.entry("run name", "r.name"),
            Map.entry("Run name", "r.name"),
            Map.entry("Run Name", "r.name"),
            Map.entry("status", "r.status"),
            Map.entry("user_id", "r.user_id"),
            Map.entry("artifact_uri", "r.artifact_uri"),
            Map.entry("start_time", "r.start_time"),
            Map.entry("created", "r.start_time"),
            Map.entry("Created", "r.start_time"),
            Map.entry("end_time", "r.end_time"));

    private static final Set<String> DATASET_KEYS = Set.of("name", "digest", "context");

    static SearchField of(IdentifierContext identifier) {
        QuotedContext quoted = identifier.quoted();
        List<String> words =
                identifier.WORD().stream().map(word -> word.getText()).toList();
        if (quoted == null) {
            String all = String.join(" ", words);
            int dot = all.indexOf('.');
            return dot < 0 ? attribute(all) : named(all.substring(0, dot), all.substring(dot + 1));
        }
        String key = quoted.getText().substring(1, quoted.getText().length() - 1);
        if (words.isEmpty()) {
            return attribute(key);
        }
        if (!words.get(0).endsWith(".")) {
            throw MlflowException.invalid("Invalid clause(s) in filter string: '" + identifier.getText() + "'");
        }
        return named(words.get(0).substring(0, words.get(0).length() - 1), key);
    }

    private static SearchField named(String entity, String key) {
        Kind kind = ENTITIES.get(entity);
        if (kind == null) {
            throw MlflowException.invalid("Invalid entity type '" + entity
                    + "'. Valid values are ['metric', 'parameter', 'tag', 'attribute', 'dataset']");
        }
        if (key.isBlank()) {
            throw MlflowException.invalid("Invalid identifier '" + entity + "." + key + "': the key is missing");
        }
        if (kind == Kind.DATASET && !DATASET_KEYS.contains(key)) {
            throw MlflowException.invalid("Invalid dataset key '" + key + "'. Valid values are " + DATASET_KEYS);
        }
        return kind == Kind.ATTRIBUTE ? attribute(key) : new SearchField(kind, key);
    }

    private static SearchField attribute(String name) {
        if (!COLUMNS.containsKey(name)) {
            throw MlflowException.invalid("Invalid attribute key '" + name + "' specified. Valid keys are"
                    + " ['run_id', 'run_name', 'status', 'user_id', 'artifact_uri', 'start_time', 'end_time']");
        }
        return new SearchField(Kind.ATTRIBUTE, name);
    }

    boolean isNumeric() {
        return kind == Kind.METRIC || (kind == Kind.ATTRIBUTE && column().endsWith("_time"));
    }

    /** Column of an attribute. */
    String column() {
        return COLUMNS.getOrDefault(key, "");
    }
}

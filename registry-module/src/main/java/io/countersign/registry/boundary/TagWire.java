package io.countersign.registry.boundary;

import io.countersign.platform.mlflow.MlflowMessage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A tag of MLflow's registry on the wire. */
record TagWire(@Nullable String key, @Nullable String value) implements MlflowMessage {

    static List<TagWire> of(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag -> new TagWire(tag.getKey(), tag.getValue()))
                .toList();
    }

    /** Tags by key; of two with the same key the last counts. */
    static Map<String, String> map(@Nullable List<TagWire> tags) {
        Map<String, String> map = new LinkedHashMap<>();
        if (tags != null) {
            tags.forEach(tag -> map.put(Required.text("key", tag.key()), Required.orEmpty(tag.value())));
        }
        return map;
    }
}

package io.countersign.reports.document;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the fields of one piece of evidence by the keys of docs/architecture.md; what is absent stays absent. */
record Facts(Map<String, Object> fields) {

    @Nullable
    Object get(String key) {
        return fields.get(key);
    }

    @Nullable
    String text(String key) {
        return Printed.value(fields.get(key));
    }

    @Nullable
    String time(String key) {
        return Printed.time(fields.get(key));
    }

    /** The nested object under the key; an empty one when it is absent or plain. */
    Facts nested(String key) {
        return of(fields.get(key));
    }

    /** The list of objects under the key; an element that is a plain value stands under {@code value}. */
    List<Facts> rows(String key) {
        List<Facts> rows = new ArrayList<>();
        if (fields.get(key) instanceof Collection<?> list) {
            for (Object element : list) {
                rows.add(element instanceof Map<?, ?> ? of(element) : new Facts(Map.of("value", element)));
            }
        }
        return rows;
    }

    /** Named values under the key, given as an object or as a list of {@code {key, value}}. */
    Map<String, Object> named(String key) {
        Map<String, Object> named = new LinkedHashMap<>();
        if (fields.get(key) instanceof Map<?, ?> map) {
            map.forEach((name, value) -> named.put(String.valueOf(name), value));
        }
        for (Facts row : rows(key)) {
            String name = row.text("key") == null ? row.text("name") : row.text("key");
            named.put(String.valueOf(name), row.get("value"));
        }
        return named;
    }

    private static Facts of(@Nullable Object value) {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((k, v) -> fields.put(String.valueOf(k), v));
        }
        return new Facts(fields);
    }
}

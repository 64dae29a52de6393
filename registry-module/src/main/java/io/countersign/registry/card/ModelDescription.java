package io.countersign.registry.card;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the file {@code MLmodel} and its neighbours say.
 *
 * @param flavors MLflow's flavours with what they say: {@code sklearn -> {sklearn_version=1.5}}
 * @param inputs columns or tensors of the signature, each with {@code name} and {@code type} as far as said
 * @param requirements lines of {@code requirements.txt}
 */
public record ModelDescription(
        Map<String, Map<String, String>> flavors,
        List<Column> inputs,
        List<Column> outputs,
        List<Column> params,
        List<String> requirements,
        @Nullable String mlflowVersion,
        @Nullable String createdAt) {

    /** A column of a signature. */
    public record Column(String name, String type, boolean required) {}

    static final ModelDescription NONE =
            new ModelDescription(Map.of(), List.of(), List.of(), List.of(), List.of(), null, null);
}

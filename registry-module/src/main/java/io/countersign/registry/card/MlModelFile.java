package io.countersign.registry.card;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.countersign.platform.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads MLflow's {@code MLmodel}: YAML that a client wrote and nobody trusts. What cannot be read is left out. */
final class MlModelFile {
    static final int LARGEST = 1 << 20;
    private static final int MOST_COLUMNS = 5_000;
    private static final int MOST_ALIASES = 10;
    private static final int DEEPEST = 30;

    private MlModelFile() {}

    /** @param requirements content of {@code requirements.txt}, empty when there is none */
    static ModelDescription read(byte[] mlModel, byte[] requirements) {
        if (!(yaml(mlModel) instanceof Map<?, ?> file)) {
            return ModelDescription.NONE;
        }
        Object signature = file.get("signature");
        Map<?, ?> said = signature instanceof Map<?, ?> map ? map : Map.of();
        return new ModelDescription(
                flavors(file.get("flavors")),
                columns(said.get("inputs")),
                columns(said.get("outputs")),
                columns(said.get("params")),
                lines(requirements),
                text(file.get("mlflow_version")),
                text(file.get("utc_time_created")));
    }

    private static @Nullable Object yaml(byte[] bytes) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(LARGEST);
        options.setMaxAliasesForCollections(MOST_ALIASES);
        options.setNestingDepthLimit(DEEPEST);
        options.setAllowDuplicateKeys(false);
        try {
            return new Yaml(new SafeConstructor(options)).load(new String(bytes, StandardCharsets.UTF_8));
        } catch (YAMLException notYaml) {
            return null;
        }
    }

    private static Map<String, Map<String, String>> flavors(@Nullable Object flavors) {
        Map<String, Map<String, String>> found = new LinkedHashMap<>();
        if (flavors instanceof Map<?, ?> map) {
            map.forEach((name, says) -> {
                Map<String, String> values = new LinkedHashMap<>();
                if (says instanceof Map<?, ?> details) {
                    details.forEach((key, value) -> {
                        if (value instanceof String || value instanceof Number || value instanceof Boolean) {
                            values.put(String.valueOf(key), String.valueOf(value));
                        }
                    });
                }
                found.put(String.valueOf(name), values);
            });
        }
        return found;
    }

    /** A side of a signature is JSON text within the YAML. */
    private static List<ModelDescription.Column> columns(@Nullable Object json) {
        List<ModelDescription.Column> columns = new ArrayList<>();
        if (json instanceof String text && !text.isBlank()) {
            try {
                for (JsonNode node : Json.mapper().readTree(text)) {
                    if (columns.size() < MOST_COLUMNS) {
                        columns.add(new ModelDescription.Column(
                                node.path("name").asText(""),
                                type(node),
                                node.path("required").asBoolean(true)));
                    }
                }
            } catch (JsonProcessingException notJson) {
                return List.of();
            }
        }
        return columns;
    }

    private static String type(JsonNode node) {
        JsonNode tensor = node.path("tensor-spec");
        return tensor.isObject()
                ? tensor.path("dtype").asText("") + tensor.path("shape")
                : node.path("type").asText(node.path("dtype").asText(""));
    }

    private static List<String> lines(byte[] requirements) {
        return new String(requirements, StandardCharsets.UTF_8)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .limit(MOST_COLUMNS)
                .toList();
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : Objects.toString(value);
    }
}

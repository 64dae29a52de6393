package io.countersign.systemtests.hostile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Something that can be called: of our own API as the OpenAPI file describes it, and of MLflow's as a list says, so that an
 * endpoint is attacked as soon as it is written down.
 *
 * @param path below the mount, with {@code {name}} where a value goes
 * @param query names of query parameters
 * @param body schema of the JSON body, missing for none
 */
record Endpoint(String method, String path, List<String> query, JsonNode body) {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    static List<Endpoint> all() {
        return Stream.concat(own().stream(), mlflows().stream()).toList();
    }

    boolean changes() {
        return !method.equals("GET");
    }

    static List<Endpoint> own() {
        JsonNode api = openApi();
        List<Endpoint> endpoints = new ArrayList<>();
        api.path("paths")
                .fields()
                .forEachRemaining(path -> path.getValue().fields().forEachRemaining(operation -> {
                    if (METHODS.contains(operation.getKey())) {
                        List<String> query = new ArrayList<>();
                        for (JsonNode holder : List.of(path.getValue(), operation.getValue())) {
                            holder.path("parameters").forEach(parameter -> {
                                JsonNode resolved = resolved(api, parameter);
                                if (resolved.path("in").asText().equals("query")) {
                                    query.add(resolved.path("name").asText());
                                }
                            });
                        }
                        JsonNode content = resolved(api, operation.getValue().path("requestBody"))
                                .path("content");
                        JsonNode schema = content.path("application/json").path("schema");
                        endpoints.add(new Endpoint(
                                operation.getKey().toUpperCase(Locale.ROOT),
                                path.getKey(),
                                query,
                                schema.isMissingNode() ? schema : expanded(api, schema, 0)));
                    }
                }));
        return endpoints;
    }

    private static JsonNode openApi() {
        try {
            return new YAMLMapper()
                    .readTree(Path.of(System.getProperty("countersign.checkout"), "docs/api/openapi.yaml")
                            .toFile());
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    private static JsonNode resolved(JsonNode api, JsonNode node) {
        return node.has("$ref") ? api.at(node.path("$ref").asText().substring(1)) : node;
    }

    /** The schema with its references in place, some levels deep. */
    private static JsonNode expanded(JsonNode api, JsonNode schema, int depth) {
        JsonNode plain = resolved(api, schema).deepCopy();
        if (depth < 6 && plain instanceof ObjectNode object) {
            for (String each : List.of("items", "additionalProperties")) {
                if (object.path(each).isObject()) {
                    object.set(each, expanded(api, object.path(each), depth + 1));
                }
            }
            if (object.path("properties") instanceof ObjectNode properties) {
                List<String> names = new ArrayList<>();
                properties.fieldNames().forEachRemaining(names::add);
                names.forEach(name -> properties.set(name, expanded(api, properties.path(name), depth + 1)));
            }
            for (String several : List.of("oneOf", "anyOf", "allOf")) {
                if (object.path(several).isArray() && !object.has("properties")) {
                    return expanded(api, object.path(several).get(0), depth + 1);
                }
            }
        }
        return plain;
    }

    private static List<Endpoint> mlflows() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Endpoint.class.getResourceAsStream("/hostile/mlflow-endpoints.txt")),
                StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .map(line -> mlflow(line.split(" ")))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Endpoint mlflow(String[] words) {
        List<String> fields = List.of(words[2].split(","));
        if (words[0].equals("GET")) {
            return new Endpoint(words[0], words[1], fields, MissingNode.getInstance());
        }
        ObjectNode schema = new ObjectMapper().createObjectNode().put("type", "object");
        fields.forEach(field -> schema.withObject("/properties").putObject(field));
        return new Endpoint(words[0], words[1], List.of(), schema);
    }
}

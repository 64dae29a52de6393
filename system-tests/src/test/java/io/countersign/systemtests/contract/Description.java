package io.countersign.systemtests.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** An OpenAPI 3.1 file, whose schemas are JSON Schema 2020-12: operations by path, and what they may answer. */
final class Description {
    private static final String NAME = "urn:countersign:openapi";
    private static final Pattern PARAMETER = Pattern.compile("\\{[^}]+}");

    private final JsonNode document;
    private final SchemaRegistry schemas;
    private final List<Template> templates;

    private Description(JsonNode document) {
        this.document = document;
        String text = document.toString();
        schemas = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(Map.of(NAME, text))
                        .schemaRegistryConfig(SchemaRegistryConfig.builder()
                                .formatAssertionsEnabled(true)
                                .build()));
        templates = names(document.path("paths")).stream()
                .map(Template::of)
                .sorted(Comparator.comparingInt(Template::parameters))
                .toList();
    }

    static Description read(Path file) {
        try {
            return of(new YAMLMapper().readTree(file.toFile()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Takes the document and makes its closed shapes say so: a member that is not described is then an error. */
    static Description of(JsonNode document) {
        Set<String> extended = new HashSet<>();
        document.findValues("allOf").forEach(parts -> parts.findValuesAsText("$ref")
                .forEach(reference -> extended.add(reference.substring(reference.lastIndexOf('/') + 1))));
        document.at("/components/schemas").properties().forEach(schema -> {
            if (!extended.contains(schema.getKey()) && isClosed(schema.getValue())) {
                ((ObjectNode) schema.getValue()).put("unevaluatedProperties", false);
            }
        });
        return new Description(document);
    }

    private static boolean isClosed(JsonNode schema) {
        return (schema.has("properties") || schema.has("allOf")) && !schema.has("additionalProperties");
    }

    /** The operation at a path below the mount, as in {@code /v1/models/credit-scoring}. */
    Optional<Operation> operation(String method, String path) {
        String verb = method.toLowerCase(Locale.ROOT);
        return templates.stream()
                .filter(template -> template.pattern().matcher(path).matches())
                .map(template -> List.of("paths", template.text(), verb))
                .filter(pointer -> at(pointer).isObject())
                .findFirst()
                .map(Operation::new);
    }

    /** The shape of every refusal. */
    Schema problem() {
        return schemas.getSchema(location(List.of("components", "schemas", "Problem")));
    }

    private JsonNode at(List<String> pointer) {
        JsonNode node = document;
        for (String step : pointer) {
            node = node.path(step);
        }
        return node;
    }

    private static SchemaLocation location(List<String> pointer) {
        return SchemaLocation.of(NAME + "#/"
                + pointer.stream()
                        .map(step -> step.replace("~", "~0").replace("/", "~1"))
                        .collect(Collectors.joining("/")));
    }

    private static Collection<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** One method of one path. */
    final class Operation {
        private final List<String> pointer;

        private Operation(List<String> pointer) {
            this.pointer = pointer;
        }

        /** What is described for this status, by itself or by reference. */
        Optional<Response> response(int status) {
            List<String> place = new ArrayList<>(pointer);
            place.addAll(List.of("responses", String.valueOf(status)));
            JsonNode response = at(place);
            if (response.has("$ref")) {
                place = List.of(response.path("$ref").textValue().substring(2).split("/", -1));
                response = at(place);
            }
            return response.isObject() ? Optional.of(new Response(place)) : Optional.empty();
        }
    }

    /** What an operation may answer with one status. */
    final class Response {
        private final List<String> pointer;

        private Response(List<String> pointer) {
            this.pointer = pointer;
        }

        Collection<String> mediaTypes() {
            return names(at(pointer).path("content"));
        }

        List<Error> validate(String mediaType, String body) {
            List<String> schema = new ArrayList<>(pointer);
            schema.addAll(List.of("content", mediaType, "schema"));
            return schemas.getSchema(location(schema)).validate(body, InputFormat.JSON);
        }
    }

    private record Template(String text, Pattern pattern, int parameters) {
        static Template of(String text) {
            String expression =
                    PARAMETER.splitAsStream(text).map(Pattern::quote).collect(Collectors.joining("[^/]+"));
            boolean open = text.endsWith("}");
            return new Template(text, Pattern.compile(expression + (open ? "[^/]+" : "")), (int)
                    PARAMETER.matcher(text).results().count());
        }
    }
}

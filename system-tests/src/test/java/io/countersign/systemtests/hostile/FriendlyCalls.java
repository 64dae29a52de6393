package io.countersign.systemtests.hostile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Bodies of the form that an endpoint asks for, with one text in every place where people write freely. */
final class FriendlyCalls {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final String text;
    private final Map<String, String> known;

    /** @param known values of fields and path parameters that must name something that is there, by their names */
    FriendlyCalls(String text, Map<String, String> known) {
        this.text = text;
        this.known = known;
    }

    String path(Endpoint endpoint) {
        String path = endpoint.path();
        for (Map.Entry<String, String> each : known.entrySet()) {
            path = path.replace(
                    "{" + each.getKey() + "}",
                    URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8).replace("+", "%20"));
        }
        return path.replaceAll("\\{[^}]+}", known.getOrDefault("id", "0"));
    }

    String body(Endpoint endpoint) {
        return filled(endpoint.body(), "", 0).toString();
    }

    private JsonNode filled(JsonNode schema, String name, int depth) {
        if (known.containsKey(name) && !schema.path("properties").isObject()) {
            String value = known.get(name);
            return schema.path("type").asText().equals("integer")
                    ? NODES.numberNode(Long.parseLong(value))
                    : NODES.textNode(value);
        }
        if (schema.has("const")) {
            return schema.path("const");
        }
        if (schema.path("enum").isArray()) {
            return schema.path("enum").get(0);
        }
        if (schema.path("properties").isObject()) {
            ObjectNode object = JSON.createObjectNode();
            if (depth < 6) {
                schema.path("properties")
                        .fields()
                        .forEachRemaining(property -> object.set(
                                property.getKey(), filled(property.getValue(), property.getKey(), depth + 1)));
            }
            return object;
        }
        return switch (schema.path("type").asText()) {
            case "array" -> depth < 6 ? array(schema, name, depth) : JSON.createArrayNode();
            case "integer", "number" ->
                NODES.numberNode(Math.max(1, schema.path("minimum").asInt(1)));
            case "boolean" -> NODES.booleanNode(true);
            case "object" -> JSON.createObjectNode();
            default -> NODES.textNode(text(schema));
        };
    }

    private ArrayNode array(JsonNode schema, String name, int depth) {
        return JSON.createArrayNode().add(filled(schema.path("items"), name, depth + 1));
    }

    private String text(JsonNode schema) {
        if (schema.has("pattern") || schema.has("format")) {
            JsonNode example = schema.path("example");
            return switch (schema.path("format").asText()) {
                case "date" -> "2027-03-01";
                case "date-time" -> "2027-03-01T00:00:00Z";
                case "uri" -> "https://example.org/x";
                default -> example.isMissingNode() ? "x" : example.asText();
            };
        }
        int longest = schema.path("maxLength").asInt(Integer.MAX_VALUE);
        return text.length() <= longest ? text : text.substring(0, longest);
    }
}

package io.countersign.platform.mlflow;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import jakarta.ws.rs.core.MultivaluedMap;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * JSON as MLflow's protobuf messages have it: field names in snake_case or camelCase, numbers also as strings, unknown
 * fields ignored, null means absent; answers in snake_case with empty lists left out.
 */
public final class MlflowJson {
    private static final ObjectMapper MAPPER = mapper();

    private MlflowJson() {}

    /** Reads a body; an empty one counts as {@code {}}, and a JSON string that contains JSON is decoded a second time. */
    public static <T extends MlflowMessage> T read(InputStream body, Class<T> type) throws IOException {
        byte[] bytes = body.readAllBytes();
        T message = readAtOnce(bytes, type);
        return message == null ? readTwice(bytes, type) : message;
    }

    /** Large batches come this way. Null for what needs, or may deserve, a second look: that one says what is wrong. */
    private static <T> @Nullable T readAtOnce(byte[] bytes, Class<T> type) throws IOException {
        try (JsonParser parser = new MessageParser(MAPPER.createParser(bytes))) {
            return parser.nextToken() == JsonToken.START_OBJECT ? MAPPER.readValue(parser, type) : null;
        } catch (JsonProcessingException unusual) {
            return null;
        }
    }

    private static <T> T readTwice(byte[] body, Class<T> type) throws IOException {
        return convert(object(body), type);
    }

    /**
     * The members of a body, as a query would hold them: one for each item of a list, nothing for null.
     *
     * @throws MlflowException when it is no JSON object
     */
    public static List<Map.Entry<String, String>> fields(InputStream body) throws IOException {
        List<Map.Entry<String, String>> fields = new ArrayList<>();
        for (Map.Entry<String, JsonNode> member : object(body.readAllBytes()).properties()) {
            JsonNode value = member.getValue();
            for (JsonNode item : value.isArray() ? value : List.of(value)) {
                if (!item.isNull()) {
                    fields.add(Map.entry(member.getKey(), item.isValueNode() ? item.asText() : item.toString()));
                }
            }
        }
        return fields;
    }

    private static JsonNode object(byte[] body) throws IOException {
        JsonNode tree;
        try {
            tree = MAPPER.readTree(body);
            if (tree != null && tree.isTextual()) {
                tree = MAPPER.readTree(tree.textValue());
            }
        } catch (JsonProcessingException malformed) {
            throw MlflowException.invalid("The request body is not valid JSON: " + malformed.getOriginalMessage());
        }
        if (tree == null || tree.isMissingNode() || tree.isNull()) {
            tree = MAPPER.createObjectNode();
        }
        if (!tree.isObject()) {
            throw MlflowException.invalid("The request body must be a JSON object");
        }
        return tree;
    }

    /** Reads the query of a GET: a repeated name is a list; repeating a name that takes one value is refused. */
    public static <T extends MlflowMessage> T read(MultivaluedMap<String, String> query, Class<T> type) {
        ObjectNode tree = MAPPER.createObjectNode();
        query.forEach((name, values) -> {
            if (values.size() == 1) {
                tree.put(name, values.get(0));
            } else {
                ArrayNode list = tree.putArray(name);
                values.forEach(list::add);
            }
        });
        return convert(tree, type);
    }

    public static byte[] write(Object message) throws JsonProcessingException {
        return MAPPER.writeValueAsBytes(message);
    }

    private static <T> T convert(JsonNode tree, Class<T> type) {
        JsonNode normal = normalise(tree);
        try {
            return MAPPER.treeToValue(normal, type);
        } catch (MismatchedInputException | ValueInstantiationException mismatch) {
            String path = path(mismatch.getPath());
            throw MlflowException.invalid("Invalid value " + at(normal, mismatch.getPath()) + " for parameter '" + path
                    + "' supplied. See the API docs for more information about request parameters.");
        } catch (JsonProcessingException bad) {
            throw MlflowException.invalid("The request is not valid: " + bad.getOriginalMessage());
        }
    }

    /** snake_case names and no nulls, at every level; {@code run_uuid} is the old name of {@code run_id}, which wins. */
    private static JsonNode normalise(JsonNode node) {
        if (node.isObject()) {
            ObjectNode out = MAPPER.createObjectNode();
            node.properties().forEach(field -> {
                if (!field.getValue().isNull()) {
                    out.set(snake(field.getKey()), normalise(field.getValue()));
                }
            });
            JsonNode oldRunId = out.remove("run_uuid");
            if (oldRunId != null) {
                out.putIfAbsent("run_id", oldRunId);
            }
            return out;
        }
        if (node.isArray()) {
            ArrayNode out = MAPPER.createArrayNode();
            node.forEach(item -> out.add(normalise(item)));
            return out;
        }
        return node;
    }

    private static String snake(String name) {
        return PropertyNamingStrategies.SnakeCaseStrategy.INSTANCE.translate(name);
    }

    private static String path(List<JsonMappingException.Reference> path) {
        String joined = path.stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                .collect(Collectors.joining());
        return joined.startsWith(".") ? joined.substring(1) : joined;
    }

    private static String at(JsonNode tree, List<JsonMappingException.Reference> path) {
        JsonNode node = tree;
        for (JsonMappingException.Reference step : path) {
            node = step.getFieldName() == null ? node.path(step.getIndex()) : node.path(step.getFieldName());
        }
        return node.isMissingNode() ? "null" : node.toString();
    }

    private static ObjectMapper mapper() {
        ObjectMapper mapper = JsonMapper.builder()
                .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
                .withCoercionConfig(LogicalType.Textual, refuse -> refuse.setCoercion(
                                CoercionInputShape.Integer, CoercionAction.Fail)
                        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                        .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
                .build();
        JsonInclude.Value leaveOutEmpty =
                JsonInclude.Value.construct(JsonInclude.Include.NON_EMPTY, JsonInclude.Include.ALWAYS);
        mapper.configOverride(List.class).setInclude(leaveOutEmpty);
        mapper.configOverride(Collection.class).setInclude(leaveOutEmpty);
        return mapper;
    }
}

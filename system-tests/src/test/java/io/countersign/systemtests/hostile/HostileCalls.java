package io.countersign.systemtests.hostile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Calls that nobody should send, made from what an endpoint says it takes; the same seed makes the same calls. */
final class HostileCalls {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Pattern PLACE = Pattern.compile("\\{([^}]+)}");

    static final List<String> TEXTS = List.of(
            "",
            " ",
            "\u0000",
            "a\u0000b",
            "'",
            "\"",
            "`",
            "\\",
            "%",
            "%00",
            "%s%s%n",
            "{}",
            "[]",
            "null",
            "undefined",
            "NaN",
            "-Infinity",
            "1e400",
            "-1",
            "0",
            "2147483648",
            "9223372036854775807",
            "9223372036854775808",
            "99999999999999999999",
            "0x7f",
            "' OR '1'='1",
            "'; DROP TABLE tracking.run; --",
            "\" OR 1=1 --",
            "1) UNION SELECT rolpassword FROM pg_authid --",
            "'||pg_sleep(5)||'",
            "$$;select pg_sleep(5);$$",
            "name LIKE '%' OR pg_sleep(5) IS NULL",
            "tags.`a' OR 'x` = 'y'",
            "metrics.a = 'x'",
            "attributes.\u202e = 1",
            "run_id IN ('a','b'",
            "((((((((((",
            "AND AND",
            "name = 'a' AND",
            "params.\"",
            "name ILIKE '%_\\'",
            "../../../../etc/passwd",
            "..%2f..%2fetc%2fpasswd",
            "%252e%252e%252f",
            "..\\..\\windows",
            "/etc/passwd",
            "file:///etc/passwd",
            "a//b/./../c",
            "C:\\x",
            "runs:/../x",
            "models:/a/1/../../x",
            "mlflow-artifacts:/../../x",
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "javascript:alert(1)",
            "${jndi:ldap://127.0.0.1/x}",
            "${7*7}",
            "#{7*7}",
            "__${new java.util.Scanner(T(java.lang.Runtime))}__",
            "{{7*7}}",
            "x\r\nSet-Cookie: a=b",
            "x\r\nERROR forged line",
            "\u001b[2J",
            "\u202eevil",
            "\ud800",
            "\uffff",
            "\ud83d\ude00",
            "e\u0301",
            "A".repeat(300),
            "x".repeat(10_000),
            "9".repeat(2_000),
            "[".repeat(5_000),
            "http://169.254.169.254/latest/meta-data/",
            "http://127.0.0.1:9990/management",
            "00000000-0000-0000-0000-000000000000",
            "not-an-id",
            "0",
            "Production",
            "b2Zmc2V0Oi0x",
            "b2Zmc2V0Ojk5OTk5OTk5OTk5OQ",
            "2026-13-45T99:99:99Z",
            "-999999999-01-01T00:00:00Z");

    private final Random random;
    private final List<Endpoint> endpoints;
    private final List<String> real;

    /**
     * A call.
     *
     * @param path below the mount, encoded, with the query
     * @param contentType of the body, null for none
     */
    record Call(Endpoint endpoint, String method, String path, String contentType, byte[] body) {
        @Override
        public String toString() {
            String text = body == null ? "" : new String(body, StandardCharsets.UTF_8);
            String shown = method + " " + path + " " + contentType + " " + text;
            return shown.length() > 600 ? shown.substring(0, 600) + "\u2026" : shown;
        }
    }

    /** @param real names and ids that exist, so that calls get past the first look-up */
    HostileCalls(long seed, List<Endpoint> endpoints, List<String> real) {
        this.random = new Random(seed);
        this.endpoints = endpoints;
        this.real = real;
    }

    /** The endpoints in turn, so that each gets its part. */
    Call call(int number) {
        Endpoint endpoint = endpoints.get(number % endpoints.size());
        StringBuilder query = new StringBuilder();
        for (String name : endpoint.query()) {
            for (int i = random.nextInt(4) == 0 ? 2 : 1; i > 0 && random.nextInt(5) > 0; i--) {
                query.append(query.isEmpty() ? "?" : "&")
                        .append(encoded(name))
                        .append('=')
                        .append(encoded(text()));
            }
        }
        Matcher places = PLACE.matcher(endpoint.path());
        String path = places.replaceAll(place -> Matcher.quoteReplacement(pathPart()));
        boolean body = endpoint.changes() && random.nextInt(20) > 0;
        return new Call(
                endpoint,
                endpoint.method(),
                path + query,
                body ? random.nextInt(25) == 0 ? "text/xml" : "application/json" : null,
                body ? body(endpoint.body()) : null);
    }

    private String pathPart() {
        String part = encoded(text());
        return part.isEmpty() ? "%20" : part;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private String text() {
        return random.nextInt(3) == 0 && !real.isEmpty()
                ? real.get(random.nextInt(real.size()))
                : TEXTS.get(random.nextInt(TEXTS.size()));
    }

    private byte[] body(JsonNode schema) {
        try {
            byte[] bytes = JSON.writeValueAsBytes(schema.isMissingNode() ? anything(0) : like(schema, 0));
            switch (random.nextInt(16)) {
                case 0 -> {
                    return Arrays.copyOf(bytes, Math.max(1, bytes.length - 1 - random.nextInt(5)));
                }
                case 1 -> {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                    return bytes;
                }
                case 2 -> {
                    return ("[".repeat(20_000)).getBytes(StandardCharsets.US_ASCII);
                }
                default -> {
                    return bytes;
                }
            }
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Mostly of the form that is asked for, so that the hostile part gets in deep. */
    private JsonNode like(JsonNode schema, int depth) {
        if (random.nextInt(8) == 0 || depth > 8) {
            return anything(depth);
        }
        if (schema.path("properties").isObject()) {
            ObjectNode object = JSON.createObjectNode();
            schema.path("properties").fields().forEachRemaining(property -> {
                if (random.nextInt(6) > 0) {
                    object.set(property.getKey(), like(property.getValue(), depth + 1));
                }
            });
            if (random.nextInt(10) == 0) {
                object.set(text(), anything(depth + 1));
            }
            return object;
        }
        if (schema.path("enum").isArray() && random.nextInt(4) > 0) {
            return schema.path("enum").get(random.nextInt(schema.path("enum").size()));
        }
        return switch (schema.path("type").asText()) {
            case "array" -> several(schema.path("items"), depth);
            case "integer", "number" -> random.nextInt(3) == 0 ? anything(depth) : number();
            case "boolean" -> NODES.booleanNode(random.nextBoolean());
            case "string" -> NODES.textNode(text());
            default -> anything(depth);
        };
    }

    private ArrayNode several(JsonNode items, int depth) {
        ArrayNode array = JSON.createArrayNode();
        for (int i = random.nextInt(12) == 0 ? 2_000 : random.nextInt(4); i > 0; i--) {
            array.add(like(items, depth + 3));
        }
        return array;
    }

    private JsonNode number() {
        return switch (random.nextInt(8)) {
            case 0 -> NODES.numberNode(Long.MAX_VALUE);
            case 1 -> NODES.numberNode(Long.MIN_VALUE);
            case 2 -> NODES.numberNode(new BigInteger("9".repeat(40)));
            case 3 -> NODES.numberNode(new BigDecimal("1e400"));
            case 4 -> NODES.numberNode(-1);
            case 5 -> NODES.numberNode(0.1);
            default -> NODES.numberNode(random.nextInt(3));
        };
    }

    private JsonNode anything(int depth) {
        return switch (random.nextInt(depth > 4 ? 5 : 8)) {
            case 0 -> NODES.nullNode();
            case 1 -> number();
            case 2 -> NODES.booleanNode(true);
            case 3, 4 -> NODES.textNode(text());
            case 5 -> JSON.createArrayNode().add(anything(depth + 2)).add(anything(depth + 2));
            case 6 -> JSON.createObjectNode().set(text(), anything(depth + 2));
            default -> JSON.createObjectNode();
        };
    }
}

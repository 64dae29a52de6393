package io.countersign.tracking.lineage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Facets as text: as given, but one that is too large is replaced by a note of its size and digest. */
final class Facets {
    /** A query plan can be megabytes; what a person reads in the graph is not. */
    static final int MAX_BYTES = 256 << 10;

    /** Exact in its numbers, and with sorted members, so that the same event always gives the same text. */
    static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Facets() {}

    /** Whether the event takes the facet away (the standard's {@code _deleted}). */
    static boolean isDeletion(JsonNode facet) {
        return facet.path("_deleted").asBoolean();
    }

    static String text(JsonNode facet) {
        String text = write(facet);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= MAX_BYTES) {
            return text;
        }
        return write(MAPPER.createObjectNode()
                .put("_omitted", "larger than " + MAX_BYTES + " bytes")
                .put("_sizeBytes", bytes.length)
                .put("_sha256", HexFormat.of().formatHex(sha256(bytes))));
    }

    /** Several facets as one object; null when there is none. */
    static @Nullable String together(Map<String, JsonNode> facets) {
        if (facets.isEmpty()) {
            return null;
        }
        ObjectNode all = MAPPER.createObjectNode();
        all.setAll(facets);
        return text(all);
    }

    static String write(JsonNode json) {
        try {
            return MAPPER.writeValueAsString(json);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("what was read as JSON can be written", impossible);
        }
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}

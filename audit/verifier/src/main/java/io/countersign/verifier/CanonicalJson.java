package io.countersign.verifier;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Canonical JSON bytes (RFC 8785) of values that survive it: objects, arrays, strings, booleans and integers up to 2^53.
 * Fractions, larger integers, NaN and infinities are refused: RFC 8785 numbers are doubles, so such values travel as
 * strings.
 */
public final class CanonicalJson {
    /** Members by the UTF-16 units of their names, no white space; what Jackson escapes otherwise is in the escapes. */
    private static final ObjectMapper MAPPER = JsonMapper.builder(new JsonFactoryBuilder()
                    .characterEscapes(new CanonicalEscapes())
                    .build())
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private static final long EXACT = 1L << 53;

    private CanonicalJson() {}

    /** @throws IllegalArgumentException naming the place, when a value has no exact canonical form */
    public static byte[] bytes(Map<String, ?> object) {
        return text(object).getBytes(StandardCharsets.UTF_8);
    }

    /** What {@link #bytes} are the UTF-8 of. */
    static String text(Map<String, ?> object) {
        refuseInexact(object, "$");
        try {
            return MAPPER.writeValueAsString(object);
        } catch (JsonProcessingException unwritable) {
            throw new IllegalArgumentException("no canonical form: " + unwritable.getOriginalMessage(), unwritable);
        }
    }

    private static void refuseInexact(@Nullable Object value, String where) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, member) -> {
                if (!(key instanceof String name)) {
                    throw new IllegalArgumentException(where + " has a key that is no string");
                }
                refuseInexact(name, where);
                refuseInexact(member, where + "." + name);
            });
        } else if (value instanceof List<?> list) {
            list.forEach(member -> refuseInexact(member, where + "[]"));
        } else if (value instanceof String text) {
            if (hasHalfASurrogatePair(text)) {
                throw new IllegalArgumentException(where + " has half a surrogate pair");
            }
        } else if (value instanceof Integer || value instanceof Long) {
            long number = ((Number) value).longValue();
            if (number > EXACT || number < -EXACT) {
                throw new IllegalArgumentException(where + " is beyond 2^53: write it as a string");
            }
        } else if (!(value instanceof Boolean)) {
            throw new IllegalArgumentException(where + " is neither string, boolean, integer, object nor array: "
                    + (value == null ? "null" : value.getClass().getName()));
        }
    }

    private static boolean hasHalfASurrogatePair(String text) {
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (Character.isSurrogate(unit)) {
                boolean pair = i + 1 < text.length() && Character.isSurrogatePair(unit, text.charAt(i + 1));
                if (!pair) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }
}

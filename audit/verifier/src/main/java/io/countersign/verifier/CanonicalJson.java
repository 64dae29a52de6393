package io.countersign.verifier;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.erdtman.jcs.JsonCanonicalizer;
import org.jspecify.annotations.Nullable;

/**
 * Canonical JSON bytes (RFC 8785) of values that survive it: objects, arrays, strings, booleans and integers up to 2^53.
 * Fractions, larger integers, NaN and infinities are refused: RFC 8785 numbers are doubles, so such values travel as
 * strings.
 */
public final class CanonicalJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final long EXACT = 1L << 53;

    private CanonicalJson() {}

    /** @throws IllegalArgumentException naming the place, when a value has no exact canonical form */
    public static byte[] bytes(Map<String, ?> object) {
        refuseInexact(object, "$");
        try {
            return new JsonCanonicalizer(MAPPER.writeValueAsString(object)).getEncodedUTF8();
        } catch (JsonProcessingException unwritable) {
            throw new IllegalArgumentException("no canonical form: " + unwritable.getOriginalMessage(), unwritable);
        } catch (IOException unparsable) {
            throw new IllegalArgumentException("no canonical form: " + unparsable.getMessage(), unparsable);
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
            if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
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
}

package io.countersign.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.Test;

/** Held against the reference of RFC 8785's authors. */
class CanonicalJsonTest {
    private static final int[] NOTABLE = {'"', '\\', '/', 0x7f, 0x80, 0x2028, 0x2029, 0xfeff, 0xffff, 0x1f600, 0x10ffff
    };

    private final Random random = new Random(5);

    @Test
    void everyControlCharacterHasTheFormOfTheStandard() throws Exception {
        StringBuilder controls = new StringBuilder();
        for (char character = 0; character < 0x20; character++) {
            controls.append(character);
        }
        Map<String, Object> object = Map.of("a" + controls, controls.toString());
        assertThat(text(object)).contains("\\u001f").contains("\\n").isEqualTo(reference(object));
    }

    @Test
    void whateverStringsAndNestingTheBytesAreThoseOfTheReference() throws Exception {
        for (int i = 0; i < 2_000; i++) {
            Map<String, Object> object = object(3);
            assertThat(text(object)).isEqualTo(reference(object));
        }
    }

    private Map<String, Object> object(int depth) {
        Map<String, Object> object = new HashMap<>();
        for (int i = random.nextInt(6); i >= 0; i--) {
            object.put(string(), value(depth));
        }
        return object;
    }

    private Object value(int depth) {
        return switch (random.nextInt(depth > 0 ? 6 : 4)) {
            case 0 -> random.nextLong(-(1L << 53), (1L << 53) + 1);
            case 1 -> random.nextBoolean();
            case 2 -> random.nextInt();
            case 3 -> string();
            case 4 -> List.of(string(), value(depth - 1));
            default -> object(depth - 1);
        };
    }

    private String string() {
        StringBuilder string = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            string.appendCodePoint(codePoint());
        }
        return string.toString();
    }

    private int codePoint() {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextInt(0x20);
            case 1 -> NOTABLE[random.nextInt(NOTABLE.length)];
            case 2 -> 0xe000 + random.nextInt(0x2000);
            default -> ' ' + random.nextInt(0x60);
        };
    }

    private static String text(Map<String, Object> object) {
        return new String(CanonicalJson.bytes(object), StandardCharsets.UTF_8);
    }

    private static String reference(Map<String, Object> object) throws Exception {
        return new JsonCanonicalizer(new ObjectMapper().writeValueAsString(object)).getEncodedString();
    }
}

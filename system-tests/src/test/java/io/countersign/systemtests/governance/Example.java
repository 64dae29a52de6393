package io.countersign.systemtests.governance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One line of {@code changes.txt}: what is known of an endpoint that may change state.
 *
 * @param endpoint method and path template
 * @param kind {@code example}, or why there is none: {@code sealed}, {@code reads}, {@code shown-by}
 * @param user who calls, for an example; the reason or the test otherwise
 * @param path what is called, with placeholders
 * @param body what is sent, with placeholders; null for nothing
 */
record Example(
        String endpoint,
        String kind,
        String user,
        String path,
        @Nullable String body) {

    /** All lines of the file, by endpoint. */
    static Map<String, Example> all() {
        Map<String, Example> all = new TreeMap<>();
        for (String line : lines()) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            Example example = parse(line);
            if (all.put(example.endpoint(), example) != null) {
                throw new AssertionError("changes.txt has two lines for " + example.endpoint());
            }
        }
        return all;
    }

    private static Example parse(String line) {
        String[] sides = line.split("\\s=>\\s|\\s=\\s", 2);
        if (sides.length != 2) {
            throw new AssertionError("changes.txt: neither => nor = in: " + line);
        }
        String endpoint = sides[0].strip();
        if (!line.contains(" => ")) {
            String[] words = sides[1].strip().split("\\s+", 2);
            return new Example(endpoint, words[0], words.length == 2 ? words[1] : "", "", null);
        }
        String[] words = sides[1].strip().split("\\s+", 3);
        return new Example(endpoint, "example", words[0], words[1], words.length == 3 ? words[2] : null);
    }

    private static List<String> lines() {
        try (InputStream in = Objects.requireNonNull(Example.class.getResourceAsStream("changes.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    String verb() {
        return endpoint.substring(0, endpoint.indexOf(' '));
    }

    @Override
    public String toString() {
        return endpoint;
    }
}

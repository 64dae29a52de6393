package io.countersign.systemtests.hostile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One line of {@code foreign-ids.txt}.
 *
 * @param kind what is expected of it
 * @param role of a caller who holds that role alone, empty for one who holds all
 * @param verb HTTP method
 * @param path below the mount, with placeholders; a template for an exemption
 * @param body with placeholders, null for none
 * @param names of parameters, for an exemption and for what are no ids
 */
record ForeignCall(
        Kind kind,
        String role,
        String verb,
        String path,
        @Nullable String body,
        Set<String> names) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FOREIGN = "${b.";

    enum Kind {
        REFUSED,
        SILENT,
        EXEMPT,
        NO_IDS
    }

    static List<ForeignCall> all() {
        try (InputStream in =
                Objects.requireNonNull(ForeignCall.class.getResourceAsStream("/hostile/foreign-ids.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(ForeignCall::parse)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static ForeignCall parse(String line) {
        if (line.startsWith("not ids: ")) {
            return new ForeignCall(Kind.NO_IDS, "", "", "", null, words(line.substring(9)));
        }
        if (line.startsWith("= ")) {
            String[] words = line.substring(2, line.indexOf(": ")).split(" ", 3);
            return new ForeignCall(Kind.EXEMPT, "", words[0], words[1], null, words(words[2]));
        }
        Kind kind = line.startsWith("~ ") ? Kind.SILENT : Kind.REFUSED;
        String call = kind == Kind.SILENT ? line.substring(2) : line;
        String role = Character.isLowerCase(call.charAt(0)) ? call.substring(0, call.indexOf(' ')) : "";
        String[] words = call.substring(role.isEmpty() ? 0 : role.length() + 1).split(" ", 3);
        return new ForeignCall(kind, role, words[0], words[1], words.length == 3 ? words[2] : null, Set.of());
    }

    private static Set<String> words(String text) {
        return Set.of(text.strip().split(" "));
    }

    boolean isCall() {
        return kind == Kind.REFUSED || kind == Kind.SILENT;
    }

    String pathWithoutQuery() {
        return path.contains("?") ? path.substring(0, path.indexOf('?')) : path;
    }

    /** Names of the query's and the body's parameters that name something of the other side. */
    Set<String> foreignParameters() {
        Set<String> found = new HashSet<>();
        if (path.contains("?")) {
            Arrays.stream(path.substring(path.indexOf('?') + 1).split("&"))
                    .filter(pair -> pair.contains(FOREIGN))
                    .map(pair -> pair.substring(0, pair.indexOf('=')))
                    .forEach(found::add);
        }
        if (body != null) {
            object().properties().stream()
                    .filter(member -> member.getValue().toString().contains(FOREIGN))
                    .forEach(member -> found.add(member.getKey()));
        }
        return found;
    }

    private JsonNode object() {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException notJson) {
            throw new IllegalStateException("foreign-ids.txt: " + this, notJson);
        }
    }

    /** Segments of the path that name something of the other side, by their place. */
    Stream<String> segments() {
        return Arrays.stream(pathWithoutQuery().split("/", -1));
    }

    @Override
    public String toString() {
        return verb + " " + path + (body == null ? "" : " " + body);
    }
}

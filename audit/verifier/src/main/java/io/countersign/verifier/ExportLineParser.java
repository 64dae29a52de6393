package io.countersign.verifier;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one line of an export, token by token: this is what the verifier's speed hangs on. */
final class ExportLineParser {
    private final JsonParser json;
    private @Nullable String type;
    private @Nullable String hash;
    private @Nullable String entry;
    private @Nullable String note;
    private @Nullable String format;
    private @Nullable String key;
    private @Nullable String checkpoint;
    private long index = -1;
    private long leaves = -1;
    private List<ExportLine.Disclosure> disclosures = List.of();
    private List<String> proof = List.of();
    private List<String> rotations = List.of();
    private @Nullable ExportScope scope;

    /** @param json standing at the first token of the line */
    ExportLineParser(JsonParser json) {
        this.json = json;
    }

    ExportLine line() throws IOException {
        require(JsonToken.START_OBJECT);
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            member(json.currentName());
        }
        require(JsonToken.END_OBJECT);
        return made();
    }

    private void member(String name) throws IOException {
        json.nextToken();
        switch (name) {
            case "type" -> type = once(type, name);
            case "index" -> index = once(index);
            case "hash" -> hash = once(hash, name);
            case "entry" -> entry = once(entry, name);
            case "disclosures" -> disclosures = disclosures();
            case "proof" -> proof = strings();
            case "note" -> note = once(note, name);
            case "leaves" -> leaves = once(leaves);
            case "format" -> format = once(format, name);
            case "key" -> key = once(key, name);
            case "checkpoint" -> checkpoint = once(checkpoint, name);
            case "rotations" -> rotations = strings();
            case "scope" -> scope = scope();
            default -> json.skipChildren();
        }
    }

    private ExportLine made() throws IOException {
        return switch (whole(type, "type")) {
            case "header" -> {
                if (!ExportWriter.FORMAT.equals(whole(format, "format"))) {
                    throw new ExportReader.MalformedExport("the export has another format: " + format);
                }
                if (scope == null) {
                    throw new ExportReader.MalformedExport("the header does not say which leaves follow");
                }
                yield new ExportLine.Header(whole(key, "key"), whole(checkpoint, "checkpoint"), scope, rotations);
            }
            case "leaf" ->
                new ExportLine.Leaf(
                        whole(index, "index"),
                        Hash.ofHex(whole(hash, "hash")),
                        entry,
                        disclosures,
                        proof.stream().map(Hash::ofHex).toList());
            case "checkpoint" -> new ExportLine.Signed(whole(note, "note"));
            case "trailer" -> new ExportLine.Trailer(whole(leaves, "leaves"));
            default -> throw new ExportReader.MalformedExport("a line has an unknown type: " + type);
        };
    }

    private ExportScope scope() throws IOException {
        Map<String, String> filter = new HashMap<>();
        String kind = "";
        long from = -1;
        long to = -1;
        require(JsonToken.START_OBJECT);
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "kind" -> kind = string();
                case "from" -> from = once(from);
                case "to" -> to = once(to);
                case "filter" -> filter = filter();
                default -> json.skipChildren();
            }
        }
        return new ExportScope(
                ExportScope.Kind.valueOf(kind.toUpperCase(Locale.ROOT)), whole(from, "from"), whole(to, "to"), filter);
    }

    private Map<String, String> filter() throws IOException {
        Map<String, String> filter = new HashMap<>();
        require(JsonToken.START_OBJECT);
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            filter.put(name, string());
        }
        return filter;
    }

    private List<ExportLine.Disclosure> disclosures() throws IOException {
        require(JsonToken.START_ARRAY);
        List<ExportLine.Disclosure> read = new ArrayList<>(4);
        while (json.nextToken() == JsonToken.START_OBJECT) {
            read.add(disclosure());
        }
        require(JsonToken.END_ARRAY);
        return read;
    }

    private ExportLine.Disclosure disclosure() throws IOException {
        String name = null;
        String text = null;
        String salt = null;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String member = json.currentName();
            json.nextToken();
            switch (member) {
                case "name" -> name = once(name, member);
                case "text" -> text = once(text, member);
                case "salt" -> salt = once(salt, member);
                default -> json.skipChildren();
            }
        }
        require(JsonToken.END_OBJECT);
        return new ExportLine.Disclosure(whole(name, "name"), whole(text, "text"), whole(salt, "salt"));
    }

    private List<String> strings() throws IOException {
        require(JsonToken.START_ARRAY);
        List<String> read = new ArrayList<>();
        while (json.nextToken() == JsonToken.VALUE_STRING) {
            read.add(json.getText());
        }
        require(JsonToken.END_ARRAY);
        return read;
    }

    private String string() throws IOException {
        require(JsonToken.VALUE_STRING);
        return json.getText();
    }

    private long once(long before) throws IOException {
        if (before >= 0 || json.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            throw new ExportReader.MalformedExport("a line has a number that is none, or two of the same name");
        }
        return json.getLongValue();
    }

    private static long whole(long number, String name) throws IOException {
        if (number < 0) {
            throw new ExportReader.MalformedExport("a line has no whole number \"" + name + "\"");
        }
        return number;
    }

    private String once(@Nullable String before, String name) throws IOException {
        if (before != null) {
            throw new ExportReader.MalformedExport("a line has two members \"" + name + "\"");
        }
        return string();
    }

    private static String whole(@Nullable String text, String name) throws IOException {
        if (text == null) {
            throw new ExportReader.MalformedExport("a line has no text \"" + name + "\"");
        }
        return text;
    }

    private void require(JsonToken token) throws IOException {
        if (json.currentToken() != token) {
            throw new ExportReader.MalformedExport("a line has another form than the format says");
        }
    }
}

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
    private final Map<String, String> texts = new HashMap<>(8);
    private long index = -1;
    private long leaves = -1;
    private List<ExportLine.Disclosure> disclosures = List.of();
    private List<String> proof = List.of();
    private List<String> rotations = List.of();
    private @Nullable ExportScope scope;

    ExportLineParser(JsonParser json) {
        this.json = json;
    }

    ExportLine line() throws IOException {
        expect(JsonToken.START_OBJECT);
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            member(json.currentName());
        }
        if (json.currentToken() != JsonToken.END_OBJECT || json.nextToken() != null) {
            throw new ExportReader.MalformedExport("a line is not one object");
        }
        return made();
    }

    private void member(String name) throws IOException {
        JsonToken value = json.nextToken();
        switch (name) {
            case "index" -> index = once(index);
            case "leaves" -> leaves = once(leaves);
            case "disclosures" -> disclosures = disclosures();
            case "proof" -> proof = strings();
            case "rotations" -> rotations = strings();
            case "scope" -> scope = scope();
            default -> {
                if (value == JsonToken.VALUE_STRING) {
                    if (texts.put(name, json.getText()) != null) {
                        throw new ExportReader.MalformedExport("a line has two members \"" + name + "\"");
                    }
                } else {
                    json.skipChildren();
                }
            }
        }
    }

    private ExportLine made() throws IOException {
        return switch (text("type")) {
            case "header" -> {
                if (!ExportWriter.FORMAT.equals(text("format"))) {
                    throw new ExportReader.MalformedExport("the export has another format: " + text("format"));
                }
                if (scope == null) {
                    throw new ExportReader.MalformedExport("the header does not say which leaves follow");
                }
                yield new ExportLine.Header(text("key"), text("checkpoint"), scope, rotations);
            }
            case "leaf" ->
                new ExportLine.Leaf(
                        whole(index, "index"),
                        Hash.ofHex(text("hash")),
                        texts.get("entry"),
                        disclosures,
                        proof.stream().map(Hash::ofHex).toList());
            case "checkpoint" -> new ExportLine.Signed(text("note"));
            case "trailer" -> new ExportLine.Trailer(whole(leaves, "leaves"));
            default -> throw new ExportReader.MalformedExport("a line has an unknown type: " + text("type"));
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
            Map<String, String> members = filter();
            read.add(new ExportLine.Disclosure(of(members, "name"), of(members, "text"), of(members, "salt")));
        }
        require(JsonToken.END_ARRAY);
        return read;
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

    private String text(String name) throws IOException {
        return of(texts, name);
    }

    private static String of(Map<String, String> members, String name) throws IOException {
        String value = members.get(name);
        if (value == null) {
            throw new ExportReader.MalformedExport("a line has no text \"" + name + "\"");
        }
        return value;
    }

    private void expect(JsonToken token) throws IOException {
        json.nextToken();
        require(token);
    }

    private void require(JsonToken token) throws IOException {
        if (json.currentToken() != token) {
            throw new ExportReader.MalformedExport("a line has another form than the format says");
        }
    }
}

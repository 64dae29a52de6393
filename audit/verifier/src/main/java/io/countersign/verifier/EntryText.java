package io.countersign.verifier;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads, of an entry's canonical text, what the verifier needs, and passes over the rest. */
final class EntryText {
    private static final JsonFactory JSON = new JsonFactory();
    private static final HexFormat HEX = HexFormat.of();

    private final Map<String, String> members = new HashMap<>(4);
    private Map<String, String> commitments = Map.of();

    private EntryText() {}

    /** A text that is no JSON object reads as an entry without members: its hash speaks for itself. */
    static EntryText of(String canonical) {
        EntryText entry = new EntryText();
        try (JsonParser json = JSON.createParser(canonical)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                entry.member(json.currentName(), json.nextToken(), json);
            }
            return entry;
        } catch (IOException notJson) {
            return new EntryText();
        }
    }

    private void member(String name, JsonToken value, JsonParser json) throws IOException {
        if (value == JsonToken.VALUE_STRING && (name.equals("at") || name.equals("action") || name.equals("id"))) {
            members.put(name, json.getText());
        } else if (value == JsonToken.START_OBJECT && name.equals("commitments")) {
            commitments = new HashMap<>(8);
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String disclosure = json.currentName();
                json.nextToken();
                commitments.put(disclosure, json.getText());
            }
        } else {
            json.skipChildren();
        }
    }

    @Nullable
    String writtenAt() {
        return members.get("at");
    }

    @Nullable
    String action() {
        return members.get("action");
    }

    @Nullable
    String id() {
        return members.get("id");
    }

    int commitments() {
        return commitments.size();
    }

    boolean binds(List<ExportLine.Disclosure> disclosures) {
        return disclosures.stream().allMatch(this::binds);
    }

    private boolean binds(ExportLine.Disclosure disclosure) {
        try {
            return Commitment.of(HEX.parseHex(disclosure.salt()), disclosure.name(), disclosure.text())
                    .equals(commitments.get(disclosure.name()));
        } catch (IllegalArgumentException noSalt) {
            return false;
        }
    }
}

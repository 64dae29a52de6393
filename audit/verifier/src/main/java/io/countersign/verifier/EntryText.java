package io.countersign.verifier;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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
    private final List<String> names = new ArrayList<>(4);
    private final List<String> commitments = new ArrayList<>(4);
    private boolean bound;

    private EntryText() {}

    /** A text that is no JSON object reads as an entry without members: its hash speaks for itself. */
    static EntryText of(String canonical) {
        return read(canonical.getBytes(StandardCharsets.UTF_8), false);
    }

    /** Of the bytes no more than time and commitments: they stand before most of an entry, and the verifier reads millions. */
    static EntryText beginning(byte[] canonical) {
        return read(canonical, true);
    }

    private static EntryText read(byte[] canonical, boolean beginning) {
        EntryText entry = new EntryText();
        try (JsonParser json = JSON.createParser(canonical)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME && !(beginning && entry.isBegun())) {
                entry.member(json.currentName(), json.nextToken(), json);
            }
            return entry;
        } catch (IOException notJson) {
            return new EntryText();
        }
    }

    private boolean isBegun() {
        return bound && members.containsKey("at");
    }

    private void member(String name, JsonToken value, JsonParser json) throws IOException {
        if (value == JsonToken.VALUE_STRING && (name.equals("at") || name.equals("action") || name.equals("id"))) {
            members.put(name, json.getText());
        } else if (value == JsonToken.START_OBJECT && name.equals("commitments")) {
            bound = true;
            names.clear();
            commitments.clear();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                names.add(json.currentName());
                json.nextToken();
                commitments.add(json.getText());
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
        for (ExportLine.Disclosure disclosure : disclosures) {
            if (!binds(disclosure)) {
                return false;
            }
        }
        return true;
    }

    private boolean binds(ExportLine.Disclosure disclosure) {
        int place = names.lastIndexOf(disclosure.name());
        try {
            return place >= 0
                    && Commitment.of(HEX.parseHex(disclosure.salt()), disclosure.name(), disclosure.text())
                            .equals(commitments.get(place));
        } catch (IllegalArgumentException noSalt) {
            return false;
        }
    }
}

package io.countersign.verifier;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads, of an entry's canonical text, what the verifier needs. */
final class EntryText {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final JsonNode entry;

    private EntryText(JsonNode entry) {
        this.entry = entry;
    }

    /** A text that is no JSON object reads as an entry without members: its hash speaks for itself. */
    static EntryText of(String canonical) {
        try {
            return new EntryText(MAPPER.readTree(canonical));
        } catch (JsonProcessingException notJson) {
            return new EntryText(MAPPER.createObjectNode());
        }
    }

    @Nullable
    String writtenAt() {
        return entry.path("at").textValue();
    }

    int commitments() {
        return entry.path("commitments").size();
    }

    boolean binds(List<ExportLine.Disclosure> disclosures) {
        return disclosures.stream().allMatch(this::binds);
    }

    private boolean binds(ExportLine.Disclosure disclosure) {
        String commitment = entry.path("commitments").path(disclosure.name()).asText();
        try {
            byte[] salt = HexFormat.of().parseHex(disclosure.salt());
            return Commitment.of(salt, disclosure.name(), disclosure.text()).equals(commitment);
        } catch (IllegalArgumentException noSalt) {
            return false;
        }
    }
}

package io.countersign.ledger.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the actions' facts mean for the state of things: the contract between modules and replay, told for people in
 * docs/ledger-format.md. Read from the hashed bytes, never from the columns that repeat them.
 */
final class EntryFacts {
    static final String STAGE = "stage";
    static final String ALIAS = "alias";
    static final String PROMOTION = "promotion";
    static final String SIGN_OFF = "sign-off";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What becomes of a request by which act; any other act leaves its state. */
    private static final Map<String, String> STATES = Map.of(
            "promotion.requested", "open",
            "promotion.refused", "refused",
            "promotion.approved", "approved",
            "promotion.rejected", "rejected",
            "promotion.withdrawn", "withdrawn",
            "promotion.voided", "void",
            "promotion.superseded", "superseded",
            "promotion.expired", "expired");

    private EntryFacts() {}

    /** What the entry tells; nothing for most actions. @throws JsonProcessingException when the bytes are no entry */
    static List<Told> of(byte[] canonical) throws JsonProcessingException {
        String text = new String(canonical, java.nio.charset.StandardCharsets.UTF_8);
        if (!mayTell(text)) {
            return List.of();
        }
        JsonNode entry = JSON.readTree(text);
        List<Told> told = new ArrayList<>();
        for (Told.Change change : changes(entry)) {
            told.add(new Told(
                    Instant.parse(entry.path("at").asText()), entry.path("id").asText(), change));
        }
        return told;
    }

    /** A cheap look before the entry is parsed: volume is runs and reads, and they tell nothing. */
    private static boolean mayTell(String text) {
        return text.contains("\"kind\":\"model-version\"")
                || text.contains("\"kind\":\"registered-model\"")
                || text.contains("\"kind\":\"promotion\"");
    }

    private static List<Told.Change> changes(JsonNode entry) {
        String action = entry.path("action").asText();
        String id = entry.at("/subject/id").asText();
        JsonNode facts = entry.path("facts");
        return switch (entry.at("/subject/kind").asText()) {
            case "model-version" -> ofVersion(action, id, facts).map(List::of).orElse(List.of());
            case "registered-model" -> ofModel(action, id, facts).map(List::of).orElse(List.of());
            case "promotion" -> ofPromotion(action, id, entry);
            default -> List.of();
        };
    }

    private static Optional<Told.Change> ofVersion(String action, String id, JsonNode facts) {
        if (action.equals("model-version.created")) {
            return Optional.of(new Told.Set(STAGE, id, facts.path("stage").asText("None")));
        }
        if (action.equals("model-version.deleted")) {
            int slash = id.lastIndexOf('/');
            return Optional.of(new Told.VersionDeleted(id.substring(0, slash), id.substring(slash + 1)));
        }
        boolean moved = facts.path("from").isTextual() && facts.path("to").isTextual();
        return moved ? Optional.of(new Told.Set(STAGE, id, facts.path("to").asText())) : Optional.empty();
    }

    private static Optional<Told.Change> ofModel(String action, String id, JsonNode facts) {
        String alias = id + "@" + facts.path("alias").asText();
        return switch (action) {
            case "alias.set" ->
                Optional.of(new Told.Set(ALIAS, alias, facts.path("after").asText()));
            case "alias.deleted" -> Optional.of(new Told.Set(ALIAS, alias, null));
            case "registered-model.renamed" ->
                Optional.of(new Told.Renamed(
                        facts.path("before").asText(id), facts.path("after").asText()));
            case "registered-model.deleted" -> Optional.of(new Told.ModelDeleted(id));
            default -> Optional.empty();
        };
    }

    private static List<Told.Change> ofPromotion(String action, String id, JsonNode entry) {
        if (action.equals("sign-off.given")) {
            return List.of(new Told.Set(
                    SIGN_OFF,
                    id + ":" + entry.at("/actor/subject").asText(),
                    entry.at("/facts/meaning").asText()));
        }
        String state = STATES.get(action);
        return state == null ? List.of() : List.of(new Told.Set(PROMOTION, id, state));
    }
}

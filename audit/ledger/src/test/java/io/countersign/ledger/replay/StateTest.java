package io.countersign.ledger.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What entries make of the state of things, whatever the order of their leaves. */
class StateTest {
    private final List<Told> told = new ArrayList<>();
    private int moment;

    @Test
    void lastMoveByTimeCountsNotByLeaf() throws Exception {
        entry("model-version.created", "model-version", "m/1", "{}");
        entry("model-version.transitioned", "model-version", "m/1", "{\"from\":\"None\",\"to\":\"Staging\"}");
        entry("model-version.archived", "model-version", "m/1", "{\"from\":\"Staging\",\"to\":\"Archived\"}");
        Collections.reverse(told);
        assertThat(state(EntryFacts.STAGE)).isEqualTo(Map.of("m/1", "Archived"));
    }

    @Test
    void renamedModelTakesItsVersionsAndAliasesAlong() throws Exception {
        entry("model-version.created", "model-version", "old/1", "{}");
        entry("model-version.created", "model-version", "old/sub/1", "{}");
        entry("alias.set", "registered-model", "old", "{\"alias\":\"best\",\"after\":1}");
        entry("registered-model.renamed", "registered-model", "old", "{\"before\":\"old\",\"after\":\"new\"}");
        entry("model-version.transitioned", "model-version", "new/1", "{\"from\":\"None\",\"to\":\"Staging\"}");
        assertThat(state(EntryFacts.STAGE)).isEqualTo(Map.of("new/1", "Staging", "old/sub/1", "None"));
        assertThat(state(EntryFacts.ALIAS)).isEqualTo(Map.of("new@best", "1"));
    }

    @Test
    void deletedVersionTakesTheAliasesThatPointAtIt() throws Exception {
        entry("model-version.created", "model-version", "m/1", "{}");
        entry("model-version.created", "model-version", "m/2", "{}");
        entry("alias.set", "registered-model", "m", "{\"alias\":\"a\",\"after\":1}");
        entry("alias.set", "registered-model", "m", "{\"alias\":\"b\",\"after\":2}");
        entry("model-version.deleted", "model-version", "m/1", "{\"stage\":\"None\"}");
        assertThat(state(EntryFacts.STAGE)).isEqualTo(Map.of("m/2", "None"));
        assertThat(state(EntryFacts.ALIAS)).isEqualTo(Map.of("m@b", "2"));
    }

    @Test
    void modelOfADeletedNameBeginsAnew() throws Exception {
        entry("model-version.created", "model-version", "m/1", "{}");
        entry("registered-model.deleted", "registered-model", "m", "{}");
        entry("model-version.created", "model-version", "m/1", "{\"stage\":\"Staging\"}");
        assertThat(state(EntryFacts.STAGE)).isEqualTo(Map.of("m/1", "Staging"));
    }

    @Test
    void requestsAndSignOffs() throws Exception {
        entry("promotion.requested", "promotion", "p", "{}");
        entry("sign-off.given", "promotion", "p", "{\"meaning\":\"approved\"}");
        entry("promotion.escalated", "promotion", "p", "{}");
        assertThat(state(EntryFacts.PROMOTION)).isEqualTo(Map.of("p", "open"));
        entry("promotion.voided", "promotion", "p", "{}");
        assertThat(state(EntryFacts.PROMOTION)).isEqualTo(Map.of("p", "void"));
        assertThat(state(EntryFacts.SIGN_OFF)).isEqualTo(Map.of("p:somebody", "approved"));
    }

    private void entry(String action, String kind, String id, String facts) throws Exception {
        String text = """
                {"action":"%s","actor":{"subject":"somebody"},"at":"2026-11-29T10:00:00.%03dZ","facts":%s,"id":"%04d",\
                "subject":{"id":"%s","kind":"%s"}}""".formatted(action, moment, facts, moment++, id, kind);
        told.addAll(EntryFacts.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    private Map<String, String> state(String aspect) {
        State state = new State();
        told.stream().sorted().forEach(state::apply);
        return state.aspect(aspect).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, each -> each.getValue().text()));
    }
}

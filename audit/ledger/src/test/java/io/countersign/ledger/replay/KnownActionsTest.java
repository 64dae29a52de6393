package io.countersign.ledger.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Replay knows every action that the modules write about what it rebuilds: versions, aliases, requests and signatures. A new
 * action of that kind must be said here to change the state or not, or replay would report what nobody did.
 */
class KnownActionsTest {
    private static final Pattern ACTION =
            Pattern.compile("\"((?:model-version|registered-model|alias|promotion|sign-off)\\.[a-z]+(?:-[a-z]+)*)\"");

    private static final Set<String> CHANGE_STATE = Set.of(
            "alias.deleted",
            "alias.set",
            "model-version.archived",
            "model-version.created",
            "model-version.deleted",
            "model-version.stage-renamed",
            "model-version.transitioned",
            "promotion.approved",
            "promotion.expired",
            "promotion.refused",
            "promotion.rejected",
            "promotion.requested",
            "promotion.superseded",
            "promotion.voided",
            "promotion.withdrawn",
            "registered-model.deleted",
            "registered-model.renamed",
            "sign-off.given");

    private static final Set<String> CHANGE_NOTHING_THAT_IS_REBUILT = Set.of(
            // which aliases are protected is a setting; where they point is told by alias.set
            "alias.protected",
            "alias.unprotected",
            "model-version.broken",
            "model-version.mended",
            "model-version.tag-deleted",
            "model-version.tag-set",
            "model-version.updated",
            "promotion.commented",
            "promotion.escalated",
            "registered-model.created",
            "registered-model.tag-deleted",
            "registered-model.tag-set",
            "registered-model.updated");

    @Test
    void everyActionOfTheModulesIsKnown() throws IOException {
        Set<String> written = written();
        assertThat(written).as("actions in the sources of the modules").contains("sign-off.given", "alias.set");
        assertThat(written)
                .as("actions that nobody has said of whether they change what replay rebuilds")
                .allMatch(action -> CHANGE_STATE.contains(action) || CHANGE_NOTHING_THAT_IS_REBUILT.contains(action));
        assertThat(written)
                .as("each action that replay goes by is written by somebody")
                .containsAll(CHANGE_STATE);
    }

    private static Set<String> written() throws IOException {
        Set<String> written = new TreeSet<>();
        for (String module : List.of("registry-module", "approval-workflows")) {
            try (Stream<Path> files = Files.walk(Path.of("../..", module, "src/main/java"))) {
                for (Path file :
                        files.filter(each -> each.toString().endsWith(".java")).toList()) {
                    ACTION.matcher(Files.readString(file)).results().forEach(found -> written.add(found.group(1)));
                }
            }
        }
        return written;
    }

    @Test
    void whatChangesStateTellsOfIt() throws Exception {
        for (String action : CHANGE_STATE) {
            assertThat(told(action)).as(action).hasSize(1);
        }
    }

    @Test
    void anythingElseTellsNothing() throws Exception {
        for (String action : CHANGE_NOTHING_THAT_IS_REBUILT) {
            assertThat(told(action)).as(action).isEmpty();
        }
    }

    /** Every state that a request may have in its table is one that entries lead to. */
    @ParameterizedTest
    @ValueSource(strings = {"open", "approved", "rejected", "withdrawn", "void", "refused", "superseded", "expired"})
    void statesOfRequestsAreReached(String state) throws Exception {
        assertThat(CHANGE_STATE.stream().filter(action -> action.startsWith("promotion.")))
                .anyMatch(action -> {
                    try {
                        return told(action).toString().contains("value=" + state + "]");
                    } catch (Exception unreadable) {
                        throw new AssertionError(unreadable);
                    }
                });
    }

    private static List<Told> told(String action) throws Exception {
        String noun = action.substring(0, action.indexOf('.'));
        String kind = noun.equals("alias") ? "registered-model" : noun.equals("sign-off") ? "promotion" : noun;
        boolean moves =
                Set.of("transitioned", "archived", "stage-renamed").contains(action.substring(noun.length() + 1));
        String facts = moves
                ? "{\"from\":\"None\",\"to\":\"Staging\"}"
                : "{\"alias\":\"best\",\"after\":\"1\",\"before\":\"m\",\"meaning\":\"approved\"}";
        String text = "{\"action\":\"" + action
                + "\",\"actor\":{\"subject\":\"somebody\"},\"at\":\"2026-11-29T10:00:00.000Z\"," + "\"facts\":" + facts
                + ",\"id\":\"e1\",\"subject\":{\"id\":\"m/1\",\"kind\":\"" + kind + "\"}}";
        return EntryFacts.of(text.getBytes(StandardCharsets.UTF_8));
    }
}

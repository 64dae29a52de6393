package io.countersign.ledger.control;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which entries are asked for: everything that is not null must match.
 *
 * @param subjectKind kind of the subject, exactly
 * @param subjectId id of the subject, exactly
 * @param action the action, exactly
 * @param actor pseudonymous subject of the actor, exactly
 * @param since first moment, by the time that the entry says
 * @param until moment after the last
 * @param text words that stand in the entry's subject, action or disclosures, in the way of a web search
 */
public record EntryFilter(
        @Nullable String subjectKind,
        @Nullable String subjectId,
        @Nullable String action,
        @Nullable String actor,
        @Nullable Instant since,
        @Nullable Instant until,
        @Nullable String text) {

    public EntryFilter {
        subjectKind = emptyToNull(subjectKind);
        subjectId = emptyToNull(subjectId);
        action = emptyToNull(action);
        actor = emptyToNull(actor);
        text = emptyToNull(text);
    }

    private static @Nullable String emptyToNull(@Nullable String value) {
        return value == null || value.isEmpty() ? null : value;
    }

    public boolean isEmpty() {
        return members().isEmpty() && text == null;
    }

    /** Whether nothing but time is asked for. */
    boolean isPeriod() {
        return subjectKind == null
                && subjectId == null
                && action == null
                && actor == null
                && text == null
                && !isEmpty();
    }

    /** What filters, by name of the query parameter; without the text. */
    Map<String, String> members() {
        Map<String, String> members = new TreeMap<>();
        put(members, "subjectKind", subjectKind);
        put(members, "subjectId", subjectId);
        put(members, "action", action);
        put(members, "actor", actor);
        put(members, "since", since);
        put(members, "until", until);
        return members;
    }

    private static void put(Map<String, String> members, String name, @Nullable Object value) {
        if (value != null) {
            members.put(name, value.toString());
        }
    }
}

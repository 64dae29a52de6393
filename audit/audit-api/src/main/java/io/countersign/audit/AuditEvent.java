package io.countersign.audit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One act, as it will be hashed.
 *
 * @param action what was done, {@code noun.verb} in the past: {@code run.sealed}, {@code promotion.requested}
 * @param subject what it was done to
 * @param facts what changed, before and after, ids, digests, verdicts: strings, booleans, integers up to 2^53, nested maps
 *     and lists; part of the hashed bytes and so never a person's name or free text. An int64 or a metric goes in as a
 *     string (RFC 8785 numbers are doubles, and NaN and infinities do not exist)
 * @param disclosures names, comments, reasons, free text before and after: stand beside the entry, bound by a salted
 *     commitment inside the bytes, and can be erased
 * @param cause for an act of a job: the entry that led to it; null for a person's act
 */
public record AuditEvent(
        String action,
        Subject subject,
        Map<String, Object> facts,
        Map<String, String> disclosures,
        @Nullable EntryId cause) {

    private static final Pattern NOUN_VERB = Pattern.compile("[a-z-]+\\.[a-z-]+");

    public AuditEvent {
        if (!NOUN_VERB.matcher(action).matches()) {
            throw new IllegalArgumentException("an action reads noun.verb: " + action);
        }
        facts = Map.copyOf(facts);
        disclosures = Map.copyOf(disclosures);
    }

    public static Builder of(String action, Subject subject) {
        return new Builder(action, subject);
    }

    /** Collects facts and disclosures; a null value is left out. */
    public static final class Builder {
        private final String action;
        private final Subject subject;
        private final Map<String, Object> facts = new LinkedHashMap<>();
        private final Map<String, String> disclosures = new LinkedHashMap<>();
        private @Nullable EntryId cause;

        private Builder(String action, Subject subject) {
            this.action = action;
            this.subject = subject;
        }

        public Builder fact(String name, @Nullable Object value) {
            if (value != null) {
                facts.put(name, value);
            }
            return this;
        }

        public Builder disclose(String name, @Nullable String text) {
            if (text != null && !text.isEmpty()) {
                disclosures.put(name, text);
            }
            return this;
        }

        public Builder causedBy(EntryId entry) {
            this.cause = entry;
            return this;
        }

        public AuditEvent build() {
            return new AuditEvent(action, subject, facts, disclosures, cause);
        }
    }
}

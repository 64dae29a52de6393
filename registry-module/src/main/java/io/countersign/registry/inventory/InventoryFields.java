package io.countersign.registry.inventory;

import io.countersign.platform.problem.ProblemException;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an inventory entry says. A field that nobody filled is absent.
 *
 * @param origin {@code internal} or {@code vendor}
 * @param classification {@code model} or {@code not-a-model}, the latter with its reason
 * @param exposure how much depends on it, 1 (low) to 5 (high)
 * @param purposeScore how grave what it decides is, 1 (low) to 5 (high)
 * @param dependencies names of models whose output it uses
 * @param regulations that apply: {@code EU AI Act, Annex III 5(b)}
 */
public record InventoryFields(
        @Nullable String purpose,
        @Nullable String intendedUse,
        @Nullable String prohibitedUse,
        @Nullable String users,
        @Nullable String decisionsAffected,
        @Nullable String limitations,
        @Nullable Holder owner,
        @Nullable Holder developer,
        @Nullable Holder validator,
        @Nullable String businessLine,
        @Nullable String origin,
        @Nullable String vendorName,
        @Nullable String classification,
        @Nullable String classificationReason,
        @Nullable Integer exposure,
        @Nullable Integer purposeScore,
        @Nullable List<String> dependencies,
        @Nullable List<String> regulations,
        @Nullable LocalDate nextRevalidation) {
    private static final int LONGEST = 20_000;
    private static final int MOST = 200;

    /** An entry that says nothing. */
    public static final InventoryFields EMPTY = new InventoryFields(
            null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
            null);

    public InventoryFields {
        for (String text : new String[] {
            purpose,
            intendedUse,
            prohibitedUse,
            users,
            decisionsAffected,
            limitations,
            businessLine,
            vendorName,
            classificationReason
        }) {
            if (text != null && text.length() > LONGEST) {
                throw ProblemException.invalid("A field of an inventory entry has at most " + LONGEST + " characters");
            }
        }
        oneOf("origin", origin, Set.of("internal", "vendor"));
        oneOf("classification", classification, Set.of("model", "not-a-model"));
        if ("not-a-model".equals(classification) && (classificationReason == null || classificationReason.isBlank())) {
            throw ProblemException.invalid("classificationReason must say why it is not a model");
        }
        score("exposure", exposure);
        score("purposeScore", purposeScore);
        dependencies = bounded("dependencies", dependencies);
        regulations = bounded("regulations", regulations);
    }

    /** The same, with that person neither owner nor validator. */
    InventoryFields without(String subject) {
        return new InventoryFields(
                purpose,
                intendedUse,
                prohibitedUse,
                users,
                decisionsAffected,
                limitations,
                owner != null && owner.subject().equals(subject) ? null : owner,
                developer,
                validator != null && validator.subject().equals(subject) ? null : validator,
                businessLine,
                origin,
                vendorName,
                classification,
                classificationReason,
                exposure,
                purposeScore,
                dependencies,
                regulations,
                nextRevalidation);
    }

    private static void oneOf(String field, @Nullable String value, Set<String> allowed) {
        if (value != null && !allowed.contains(value)) {
            throw ProblemException.invalid(
                    field + " is one of " + allowed.stream().sorted().toList() + ", not \"" + value + "\"");
        }
    }

    private static void score(String field, @Nullable Integer value) {
        if (value != null && (value < 1 || value > 5)) {
            throw ProblemException.invalid(field + " is 1 to 5, not " + value);
        }
    }

    private static @Nullable List<String> bounded(String field, @Nullable List<String> values) {
        if (values == null) {
            return null;
        }
        if (values.size() > MOST || values.stream().anyMatch(value -> value == null || value.length() > LONGEST)) {
            throw ProblemException.invalid(field + " has at most " + MOST + " items");
        }
        return List.copyOf(values);
    }
}

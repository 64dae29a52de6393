package io.countersign.registry.inventory;

import io.countersign.registry.Obstacle;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What must be filled before a version may enter a guarded stage, by the model's tier. Tiers 3 and 4 ask for nothing: a model
 * that nobody has assessed counts as 3 and can be promoted as MLflow's clients do it, under the sign-offs of tier 3. Tier 2
 * asks for the entry and the two forms that a reader looks for first, tier 1 for all that a dossier has a section for.
 */
final class RequiredFields {
    private static final Map<String, Function<InventoryFields, @Nullable Object>> FIELDS = fields();
    private static final Set<String> TIER_ONE_ALONE =
            Set.of("users", "decisionsAffected", "limitations", "regulations", "origin", "classification");
    private static final List<String> TIER_ONE_FORMS = List.of(
            "purpose", "data-quality", "independent-validation", "risks-and-controls", "oversight", "monitoring-plan");
    private static final List<String> TIER_TWO_FORMS = List.of("purpose", "independent-validation");

    private RequiredFields() {}

    /** What is empty though the tier asks for it. @param forms sections of which a form or a document is there */
    static List<Obstacle> missing(InventoryFields entry, Collection<String> forms, int tier) {
        List<Obstacle> missing = new ArrayList<>();
        if (tier > 2 || "not-a-model".equals(entry.classification())) {
            return missing;
        }
        FIELDS.forEach((field, value) -> {
            if ((tier == 1 || !TIER_ONE_ALONE.contains(field)) && isEmpty(value.apply(entry))) {
                missing.add(new Obstacle(
                        "inventory-field",
                        field,
                        "The inventory entry has no " + field + ", which tier " + tier + " asks for"));
            }
        });
        (tier == 1 ? TIER_ONE_FORMS : TIER_TWO_FORMS)
                .stream()
                        .filter(section -> !forms.contains(section))
                        .forEach(section -> missing.add(new Obstacle(
                                "inventory-form",
                                section,
                                "Nothing is said about " + section + ", which tier " + tier + " asks for")));
        return missing;
    }

    private static boolean isEmpty(@Nullable Object value) {
        return value == null
                || value instanceof String text && text.isBlank()
                || value instanceof Holder holder
                        && holder.name().isBlank()
                        && holder.subject().isBlank()
                || value instanceof Collection<?> items && items.isEmpty();
    }

    private static Map<String, Function<InventoryFields, @Nullable Object>> fields() {
        Map<String, Function<InventoryFields, @Nullable Object>> fields = new LinkedHashMap<>();
        fields.put("purpose", InventoryFields::purpose);
        fields.put("intendedUse", InventoryFields::intendedUse);
        fields.put("prohibitedUse", InventoryFields::prohibitedUse);
        fields.put("users", InventoryFields::users);
        fields.put("decisionsAffected", InventoryFields::decisionsAffected);
        fields.put("limitations", InventoryFields::limitations);
        fields.put("owner", InventoryFields::owner);
        fields.put("developer", InventoryFields::developer);
        fields.put("validator", InventoryFields::validator);
        fields.put("businessLine", InventoryFields::businessLine);
        fields.put("origin", InventoryFields::origin);
        fields.put("classification", InventoryFields::classification);
        fields.put("regulations", InventoryFields::regulations);
        fields.put("nextRevalidation", InventoryFields::nextRevalidation);
        return fields;
    }
}

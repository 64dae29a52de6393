package io.countersign.registry.control;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is searched, and by what: models as {@code registry.registered_model m}, versions as {@code registry.model_version v}
 * joined with {@code m}.
 *
 * @param attributes what a filter may name
 * @param orders what an order may name, with the column
 * @param tagTable the tags of one row, as {@code t}, to be continued with AND
 * @param tagTerms the column with all tags as terms {@code key=value}, null when there is none
 * @param hidesPrompts whether prompts are left out unless the filter speaks of them
 */
record SearchedKind(
        Map<String, Attribute> attributes,
        Map<String, String> orders,
        String tagTable,
        @Nullable String tagTerms,
        boolean hidesPrompts) {

    /**
     * @param column the column
     * @param numeric whether it is compared with numbers
     * @param membership whether IN may be asked of it
     */
    record Attribute(String column, boolean numeric, boolean membership) {}

    static final SearchedKind MODELS = new SearchedKind(
            Map.of("name", new Attribute("m.name", false, false)),
            Map.of("name", "m.name", "timestamp", "m.updated_at", "last_updated_timestamp", "m.updated_at"),
            "registry.registered_model_tag t WHERE t.model_id = m.id AND",
            null,
            true);

    static final SearchedKind VERSIONS = new SearchedKind(
            Map.of(
                    "name", new Attribute("m.name", false, false),
                    "run_id", new Attribute("v.run_id", false, true),
                    "source_path", new Attribute("v.source", false, false),
                    "version_number", new Attribute("v.number", true, false)),
            Map.of(
                    "name", "m.name",
                    "version_number", "v.number",
                    "creation_timestamp", "v.registered_at",
                    "last_updated_timestamp", "v.updated_at"),
            "registry.model_version_tag t WHERE t.version_id = v.id AND",
            "v.tag_terms",
            false);
}

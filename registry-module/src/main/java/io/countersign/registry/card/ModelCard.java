package io.countersign.registry.card;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A model card: sections of items, each saying where it comes from. */
public record ModelCard(String model, int version, List<Section> sections) {

    /** @param title for people */
    public record Section(String key, String title, List<Item> items) {}

    /**
     * One thing that is known, entered, or left empty.
     *
     * @param value for people to read, a line for each thing; empty when nobody knows or said
     * @param origin {@code known} (recorded by machines), {@code entered} (by people), {@code empty}
     * @param source where it is from: {@code MLmodel}, {@code run}, {@code registry}, {@code inventory}, {@code form:oversight}
     * @param entries the same for programs to read, where there are many: data sets, metrics, params, results of the policy
     */
    public record Item(
            String field,
            String value,
            String origin,
            String source,
            @Nullable List<Map<String, String>> entries) {
        static Item known(String field, String value, String source) {
            return new Item(field, value, value.isEmpty() ? "empty" : "known", source, null);
        }

        static Item known(String field, List<Listed> listed, String source) {
            return new Item(
                    field,
                    String.join("\n", listed.stream().map(Listed::line).toList()),
                    listed.isEmpty() ? "empty" : "known",
                    source,
                    listed.stream().map(Listed::members).toList());
        }

        static Item entered(String field, String value, String source) {
            return new Item(field, value, value.isEmpty() ? "empty" : "entered", source, null);
        }
    }
}

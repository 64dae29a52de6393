package io.countersign.registry.card;

import java.util.List;

/** A model card: sections of items, each saying where it comes from. */
public record ModelCard(String model, int version, List<Section> sections) {

    /** @param title for people */
    public record Section(String key, String title, List<Item> items) {}

    /**
     * One thing that is known, entered, or left empty.
     *
     * @param value empty when nobody knows or said
     * @param origin {@code known} (recorded by machines), {@code entered} (by people), {@code empty}
     * @param source where it is from: {@code MLmodel}, {@code run}, {@code registry}, {@code inventory}, {@code form:oversight}
     */
    public record Item(String field, String value, String origin, String source) {
        static Item known(String field, String value, String source) {
            return new Item(field, value, value.isEmpty() ? "empty" : "known", source);
        }

        static Item entered(String field, String value, String source) {
            return new Item(field, value, value.isEmpty() ? "empty" : "entered", source);
        }
    }
}

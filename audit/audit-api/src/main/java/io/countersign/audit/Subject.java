package io.countersign.audit;

/**
 * What an event is about.
 *
 * @param kind kind in the domain's words: {@code run}, {@code experiment}, {@code registered-model}, {@code
 *     model-version}, {@code promotion}, {@code policy}, {@code report}, {@code endpoint}, {@code ledger}
 * @param id identity within its kind; {@code name/version} for a model version
 */
public record Subject(String kind, String id) {
    public Subject {
        if (kind.isBlank() || id.isBlank()) {
            throw new IllegalArgumentException("a subject has a kind and an id");
        }
    }

    public static Subject modelVersion(String model, int version) {
        return new Subject("model-version", model + "/" + version);
    }
}

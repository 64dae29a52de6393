package io.countersign.registry;

/** A version of a registered model. */
public record VersionId(String model, int version) {
    public VersionId {
        if (model.isEmpty() || version < 1) {
            throw new IllegalArgumentException("not a model version: " + model + "/" + version);
        }
    }

    @Override
    public String toString() {
        return model + "/" + version;
    }
}

package io.countersign.tracking.entity;

import java.util.List;

/** A dataset that went into a run, with the tags of that use (its split, among others). */
public record DatasetInput(Dataset dataset, List<Tag> tags) {
    public DatasetInput {
        tags = List.copyOf(tags);
    }

    /** Split or purpose; empty when not said. */
    public String context() {
        return tags.stream()
                .filter(tag -> tag.key().equals(Tag.DATASET_CONTEXT))
                .map(Tag::value)
                .findFirst()
                .orElse("");
    }
}

package io.countersign.tracking.entity;

import java.util.List;

/** What was logged about a model, each list sorted by key. */
public record ModelContent(List<Param> params, List<ModelMetric> metrics, List<Tag> tags) {
    /** Of a model about which nothing was logged. */
    public static final ModelContent NOTHING = new ModelContent(List.of(), List.of(), List.of());

    public ModelContent {
        params = List.copyOf(params);
        metrics = List.copyOf(metrics);
        tags = List.copyOf(tags);
    }
}

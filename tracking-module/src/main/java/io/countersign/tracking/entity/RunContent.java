package io.countersign.tracking.entity;

import java.util.List;

/**
 * All that a run logged, but its artifacts and the history of its metrics.
 *
 * @param params sorted by key
 * @param metrics latest point of each series, sorted by key
 * @param tags sorted by key
 * @param inputs in the order of logging
 * @param models logged models that went in or came out
 */
public record RunContent(
        List<Param> params,
        List<MetricPoint> metrics,
        List<Tag> tags,
        List<DatasetInput> inputs,
        List<ModelUse> models) {
    /** Of a run that logged nothing. */
    public static final RunContent NOTHING = new RunContent(List.of(), List.of(), List.of(), List.of(), List.of());

    public RunContent {
        params = List.copyOf(params);
        metrics = List.copyOf(metrics);
        tags = List.copyOf(tags);
        inputs = List.copyOf(inputs);
        models = List.copyOf(models);
    }
}

package io.countersign.tracking.entity;

/**
 * A metric point that a run logged about a logged model.
 *
 * @param run id of the run
 * @param datasetName dataset on which it was computed, empty when not said
 * @param datasetDigest digest of that dataset, empty when not said
 */
public record ModelMetric(String modelId, String run, String datasetName, String datasetDigest, MetricPoint point) {}

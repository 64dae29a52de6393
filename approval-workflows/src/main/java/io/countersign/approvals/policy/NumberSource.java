package io.countersign.approvals.policy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A run whose numbers are judged.
 *
 * @param runId the run
 * @param supplier whose it is
 * @param metrics its last values by full name
 * @param datasets what it used
 */
public record NumberSource(String runId, Supplier supplier, Map<String, Double> metrics, List<Data> datasets) {
    public NumberSource {
        metrics = metrics.entrySet().stream()
                .filter(metric -> metric.getValue() != null)
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
        datasets = List.copyOf(datasets);
    }

    /** A dataset that the run used: its name, digest and split. */
    public record Data(String name, String digest, String split) {}

    /** A dataset of the run that meets the demand. */
    Optional<Data> dataset(Threshold.Demanded demanded) {
        return datasets.stream()
                .filter(data -> demanded.dataset().isEmpty() || data.name().equals(demanded.dataset()))
                .filter(data -> demanded.split().isEmpty() || data.split().equals(demanded.split()))
                .findFirst();
    }

    /** {@code test/auc} was measured on the data of the split {@code test}; a run that used one dataset alone used that one. */
    private Optional<Data> ofSplit(String metric) {
        String split = metric.substring(0, Math.max(0, metric.indexOf('/')));
        return datasets.stream()
                .filter(data -> data.split().equals(split))
                .findFirst()
                .or(() -> datasets.size() == 1 ? Optional.of(datasets.get(0)) : Optional.empty());
    }

    /** Where one of its numbers comes from, as results keep it. */
    ThresholdResult.Origin origin(Threshold threshold) {
        Data data = (threshold.origin().namesData() ? dataset(threshold.origin()) : ofSplit(threshold.metric()))
                .orElse(null);
        return new ThresholdResult.Origin(
                runId,
                supplier,
                data == null ? null : data.name(),
                data == null ? null : data.digest(),
                data == null ? null : data.split());
    }
}

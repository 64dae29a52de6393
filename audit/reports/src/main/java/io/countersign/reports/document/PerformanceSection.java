package io.countersign.reports.document;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Section 6: the thresholds that were judged, and every metric with its slice and interval. */
final class PerformanceSection {
    private PerformanceSection() {}

    static Grid thresholds(Facts promotion) {
        Grid.Builder grid = new Grid.Builder()
                .column("Metric", 30)
                .column("Required", 14)
                .numbers("Measured", 23)
                .column("Verdict", 14)
                .column("Reason", 19);
        for (Facts threshold : promotion.rows("thresholds")) {
            grid.row(
                    Cell.of(threshold.get("metric")),
                    Cell.of(required(threshold)),
                    Cell.number(threshold.get("value")),
                    Cell.verdict(threshold.get("verdict")),
                    orDash(threshold.get("reason")));
        }
        return grid.build();
    }

    private static @Nullable String required(Facts threshold) {
        String comparator = threshold.text("comparator");
        String limit = threshold.text("limit");
        if (comparator == null || limit == null) {
            return limit;
        }
        return switch (comparator) {
                    case ">=", "at-least", "AT_LEAST", "ge" -> "≥";
                    case "<=", "at-most", "AT_MOST", "le" -> "≤";
                    default -> comparator;
                }
                + " " + limit;
    }

    static Grid metrics(Facts run) {
        Map<MetricName, @Nullable Object[]> lines = new TreeMap<>(Comparator.comparing(MetricName::split)
                .thenComparing(MetricName::metric)
                .thenComparing(MetricName::slice));
        run.named("metrics").forEach((name, value) -> {
            MetricName parsed = MetricName.parse(name);
            int column = parsed.bound() == null ? 0 : parsed.bound().equals("ci_low") ? 1 : 2;
            lines.computeIfAbsent(parsed.withoutBound(), key -> new Object[3])[column] = value;
        });
        Grid.Builder grid = new Grid.Builder()
                .column("Split", 12)
                .column("Metric", 18)
                .column("Slice", 20)
                .numbers("Value", 24)
                .numbers("Interval", 26);
        lines.forEach((name, values) -> grid.row(
                orDash(name.split()),
                Cell.of(name.metric()),
                name.slice().isEmpty() ? new Cell("all", "text") : Cell.of(name.slice()),
                Cell.number(values[0]),
                interval(values[1], values[2])));
        return grid.build();
    }

    private static Cell interval(@Nullable Object low, @Nullable Object high) {
        String from = Printed.value(low);
        String to = Printed.value(high);
        if (from == null && to == null) {
            return new Cell("–", "number");
        }
        return Cell.number("[" + (from == null ? "?" : from) + ", " + (to == null ? "?" : to) + "]");
    }

    static Cell orDash(@Nullable Object value) {
        Cell cell = Cell.of(value);
        return cell.isEmpty() ? new Cell("–", "text") : cell;
    }

    /** Names of the thresholds that were not met. */
    static List<String> failed(Facts promotion) {
        return promotion.rows("thresholds").stream()
                .filter(t -> Cell.verdict(t.get("verdict")).style().equals("failed"))
                .map(t -> String.valueOf(t.text("metric")))
                .toList();
    }
}

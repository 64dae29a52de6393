package io.countersign.bench;

import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.util.Statistics;

/** The results as a table for docs/benchmarks.md: what is beside a floor gets its ratio. */
final class Report {
    private Report() {}

    static String of(Collection<RunResult> results) {
        Map<String, Double> scores = new HashMap<>();
        results.forEach(result -> scores.put(name(result), result.getPrimaryResult().getScore()));
        StringBuilder table = new StringBuilder("| benchmark | result | of the floor |\n|---|---|---|\n");
        for (RunResult result : results) {
            String name = name(result);
            Double floor = floor(name).map(scores::get).orElse(null);
            table.append("| `").append(name).append("` | ").append(value(result)).append(" | ");
            table.append(floor == null ? "" : text("%.0f %%", 100 * scores.getOrDefault(name, 0.0) / floor));
            table.append(" |\n");
        }
        return table.toString();
    }

    private static String value(RunResult result) {
        if (result.getParams().getMode() == Mode.Throughput) {
            return text("%,.0f /s", result.getPrimaryResult().getScore());
        }
        Statistics times = result.getPrimaryResult().getStatistics();
        String unit = result.getPrimaryResult().getScoreUnit().replace("/op", "");
        return text("p50 %.1f %s, p95 %.1f %s", times.getPercentile(50), unit, times.getPercentile(95), unit);
    }

    private static String name(RunResult result) {
        String[] parts = result.getParams().getBenchmark().split("\\.");
        return parts[parts.length - 2] + "." + parts[parts.length - 1];
    }

    /** {@code batch4} stands beside {@code batchFloor4}, {@code byAlias} beside {@code byAliasFloor}; a floor beside nothing. */
    private static Optional<String> floor(String name) {
        return name.contains("Floor") ? Optional.empty() : Optional.of(name.replaceFirst("(\\d*)$", "Floor$1"));
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}

package io.countersign.bench;

import io.countersign.systemtests.Countersign;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How searches, ingest and histories grow with the number of runs, and what rows take on disk: the tables of
 * docs/scaling.md. Seeds one size after the other into one real installation, each run with ten points of one series, and
 * calls the API as clients do, one call after the other.
 */
final class Scaling {
    /** Seconds of calls before the first size, so that it is not slow for being the first. */
    private static final long WARM_UP_SECONDS = Long.getLong("bench.warmup", 60);

    private static final int CALLS = Integer.getInteger("bench.calls", 100);
    private static final int WARM_UP = 30;
    private static final long WARM_UP_NANOS = 5_000_000_000L;
    private static final long NANOS = 20_000_000_000L;
    private static final long POINTS_PER_RUN = 10;

    private final Countersign product = Countersign.running();
    private final Seeder seeder = new Seeder(product::database);
    private final Map<String, List<String>> rows = new LinkedHashMap<>();

    private Scaling() {}

    /** @param sizes numbers of runs, ascending, parted by commas */
    static String measured(String sizes) throws SQLException, IOException {
        List<Long> counts =
                Arrays.stream(sizes.split(",")).map(String::strip).map(Long::valueOf).toList();
        Scaling scaling = new Scaling();
        long there = 0;
        for (long runs : counts) {
            Pause.before("make " + runs + " runs");
            scaling.grow(there, runs);
            Pause.before("measure");
            scaling.measure();
            there = runs;
        }
        return scaling.table(counts) + "\n" + DiskUse.of(scaling.product);
    }

    private void grow(long from, long to) throws SQLException {
        long begin = System.nanoTime();
        seeder.runs(to - from, made -> {});
        seeder.points(POINTS_PER_RUN, from + 1, to, made -> {});
        seeder.analyse();
        System.out.printf("%,d runs after %d s%n", to, (System.nanoTime() - begin) / 1_000_000_000);
    }

    private void measure() throws SQLException {
        Shapes shapes = new Shapes();
        if (rows.isEmpty()) {
            warmUp(shapes);
        }
        shapes.all().forEach((name, call) -> {
            times(call, WARM_UP, WARM_UP_NANOS);
            double[] times = times(call, CALLS, NANOS);
            String cell = String.format(
                    Locale.ROOT, "%.1f, %.1f", times[times.length / 2], times[(int) Math.ceil(times.length * 0.95) - 1]);
            System.out.println(name + ": " + cell);
            rows.computeIfAbsent(name, unused -> new ArrayList<>()).add(cell);
        });
    }

    private static void warmUp(Shapes shapes) {
        long end = System.nanoTime() + WARM_UP_SECONDS * 1_000_000_000;
        while (System.nanoTime() < end) {
            shapes.all().values().forEach(Runnable::run);
        }
    }

    /** In milliseconds, sorted, of so many calls, or of as many as end before the time is over. */
    private static double[] times(Runnable call, int calls, long nanos) {
        long end = System.nanoTime() + nanos;
        return IntStream.range(0, calls)
                .takeWhile(i -> i == 0 || System.nanoTime() < end)
                .mapToDouble(i -> milliseconds(call))
                .sorted()
                .toArray();
    }

    private static double milliseconds(Runnable call) {
        long begin = System.nanoTime();
        call.run();
        return (System.nanoTime() - begin) / 1e6;
    }

    private String table(List<Long> counts) {
        String head = counts.stream()
                .map(count -> String.format(Locale.ROOT, "%,d runs, %,d points", count, count * POINTS_PER_RUN))
                .collect(Collectors.joining(" | ", "| p50, p95 in ms | ", " |\n"));
        String rule = "|---".repeat(counts.size() + 1) + "|\n";
        return rows.entrySet().stream()
                .map(row -> "| " + row.getKey() + " | " + String.join(" | ", row.getValue()) + " |\n")
                .collect(Collectors.joining("", head + rule, ""));
    }
}

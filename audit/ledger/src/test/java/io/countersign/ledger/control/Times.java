package io.countersign.ledger.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Times of one thing that was done many times. */
final class Times {
    private final List<Long> nanos = new ArrayList<>();

    /** Something that may fail. */
    @FunctionalInterface
    interface Act {
        void once(int round) throws Exception;
    }

    private static final long LONGEST = 15_000_000_000L;

    /** The first rounds are not counted. What is slow is done less often. */
    static Times of(int warmUp, int rounds, Act act) throws Exception {
        Times times = new Times();
        long end = System.nanoTime() + LONGEST;
        for (int i = 0; i < warmUp + rounds && (i < warmUp + 3 || System.nanoTime() < end); i++) {
            long begin = System.nanoTime();
            act.once(i);
            if (i >= warmUp) {
                times.nanos.add(System.nanoTime() - begin);
            }
        }
        return times;
    }

    static double percentile(List<Long> values, int percent) {
        long[] sorted = values.stream().mapToLong(Long::longValue).sorted().toArray();
        return sorted.length == 0 ? Double.NaN : sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "p50 %.2f ms, p95 %.2f ms, max %.2f ms",
                percentile(nanos, 50) / 1e6,
                percentile(nanos, 95) / 1e6,
                percentile(nanos, 100) / 1e6);
    }
}

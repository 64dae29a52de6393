package io.countersign.approvals.control;

import io.countersign.approvals.entity.AskedWaiver;
import io.countersign.approvals.entity.RequestKind;
import io.countersign.registry.VersionId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What somebody asks for in tests, and with which numbers. */
final class Wish {
    private Wish() {}

    /** Good numbers but for one. */
    static Map<String, Double> with(String metric, double value) {
        Map<String, Double> metrics = new HashMap<>(Town.GOOD);
        metrics.put(metric, value);
        return metrics;
    }

    static Asking waiving(VersionId version, String metric, Instant now) {
        return new Asking(
                RequestKind.PROMOTION,
                Town.toProduction(version),
                List.of(new AskedWaiver(metric, "small sample", now.plus(Duration.ofDays(90)))),
                List.of());
    }

    static Asking beside(VersionId version, String... runs) {
        return new Asking(RequestKind.PROMOTION, Town.toProduction(version), List.of(), List.of(runs));
    }
}

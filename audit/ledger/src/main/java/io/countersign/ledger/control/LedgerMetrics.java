package io.countersign.ledger.control;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.ToDoubleFunction;

/**
 * The ledger's figures on the management port, read when somebody scrapes them; docs/operations.md says what each means.
 * They go through {@link MeterRegistry#gauge}: what a {@code Gauge.builder} makes, the server keeps from its own registry.
 */
@ApplicationScoped
public class LedgerMetrics {
    @Inject
    LedgerRuntime ledger;

    @Inject
    HealthOfLedger health;

    /** Absent where the server provides no metrics. */
    @Inject
    Instance<MeterRegistry> registries;

    void register() {
        if (!registries.isResolvable()) {
            return;
        }
        MeterRegistry registry = registries.get();
        gauge(registry, "countersign.ledger.backlog", LedgerMetrics::backlog);
        gauge(
                registry,
                "countersign.ledger.backlog.age.seconds",
                metrics -> seconds(metrics.health.oldestWaiting().orElse(Duration.ZERO)));
        gauge(
                registry,
                "countersign.ledger.horizon.held.seconds",
                metrics -> seconds(metrics.ledger.horizon().heldBack()));
        gauge(registry, "countersign.ledger.tree.size", LedgerMetrics::treeSize);
        gauge(registry, "countersign.ledger.tree.unread", metrics -> metrics.ledger
                .preload()
                .unread());
        gauge(
                registry,
                "countersign.ledger.sequencer.idle.seconds",
                metrics -> seconds(metrics.ledger.progress().sinceLastRun()));
        ledger.publisher()
                .standings()
                .keySet()
                .forEach(sink -> registry.gauge(
                        "countersign.ledger.sink.size",
                        Tags.of("sink", sink),
                        this,
                        metrics -> size(metrics.ledger, sink)));
    }

    private void gauge(MeterRegistry registry, String name, ToDoubleFunction<LedgerMetrics> value) {
        registry.gauge(name, Tags.empty(), this, value);
    }

    private static double size(LedgerRuntime ledger, String sink) {
        Publisher.Standing standing = ledger.publisher().standings().get(sink);
        return standing == null ? Double.NaN : standing.size();
    }

    private double backlog() {
        try {
            return new Backlog(ledger.dataSource()).size();
        } catch (SQLException silent) {
            return Double.NaN;
        }
    }

    private double treeSize() {
        try {
            return new Proofs(ledger.dataSource())
                    .latest()
                    .map(Proofs.Stored::treeSize)
                    .orElse(0L);
        } catch (SQLException silent) {
            return Double.NaN;
        }
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}

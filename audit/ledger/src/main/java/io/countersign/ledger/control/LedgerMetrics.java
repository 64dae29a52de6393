package io.countersign.ledger.control;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.ToDoubleFunction;

/** The ledger's figures on the management port. Read when somebody scrapes them. */
@ApplicationScoped
public class LedgerMetrics {
    @Inject
    LedgerRuntime ledger;

    @Inject
    HealthOfLedger health;

    /** Absent where the server provides no metrics. */
    @Inject
    Instance<MeterRegistry> registries;

    private final AtomicBoolean registered = new AtomicBoolean();

    /**
     * Registers the figures, once, when the server is first asked how it is.
     */
    void register() {
        if (!registries.isResolvable() || !registered.compareAndSet(false, true)) {
            return;
        }
        MeterRegistry registry = registries.get();
        gauge(
                registry,
                "countersign.ledger.backlog",
                "entries that wait for their leaf, up to 100000",
                LedgerMetrics::backlog);
        gauge(
                registry,
                "countersign.ledger.backlog.age.seconds",
                "age of the entry that waits longest",
                metrics -> seconds(metrics.health.oldestWaiting().orElse(Duration.ZERO)));
        gauge(
                registry,
                "countersign.ledger.horizon.held.seconds",
                "how long the oldest writing transaction was seen",
                metrics -> seconds(metrics.ledger.horizon().heldBack()));
        gauge(registry, "countersign.ledger.tree.size", "leaves that are signed", LedgerMetrics::treeSize);
        gauge(
                registry,
                "countersign.ledger.sequencer.idle.seconds",
                "time since the sequencer's last round",
                metrics -> seconds(metrics.ledger.progress().sinceLastRun()));
        ledger.publisher().standings().keySet().forEach(sink -> Gauge.builder(
                        "countersign.ledger.sink.size", ledger, runtime -> size(runtime, sink))
                .description("leaves of the largest checkpoint that this node brought to the sink")
                .tags(Tags.of("sink", sink))
                .register(registry));
    }

    private void gauge(MeterRegistry registry, String name, String description, ToDoubleFunction<LedgerMetrics> value) {
        Gauge.builder(name, this, value).description(description).register(registry);
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

package io.countersign.delivery.control;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the outbox stands, as gauges; the database is asked at most every few seconds, however often they are read. */
@ApplicationScoped
public class OutboxMetrics {
    private static final Logger LOG = LoggerFactory.getLogger(OutboxMetrics.class);
    private static final long FRESH_NANOS = Duration.ofSeconds(5).toNanos();

    @Inject
    DeliveryRuntime delivery;

    @Inject
    MeterRegistry registry;

    private Figures last = new Figures(0, Duration.ZERO, 0);
    private long readAt = System.nanoTime() - FRESH_NANOS;

    private final AtomicBoolean registered = new AtomicBoolean();

    /**
     * Registers the figures, once, when the server is first asked how it is.
     */
    void register() {
        if (!registered.compareAndSet(false, true)) {
            return;
        }
        gauge("countersign.outbox.pending", "Messages that wait", Figures::pending);
        gauge("countersign.outbox.oldest.seconds", "How long the oldest of them has waited", figures -> figures.oldest()
                .toSeconds());
        gauge("countersign.outbox.dead", "Messages that were given up", Figures::dead);
    }

    private void gauge(String name, String description, ToDoubleFunction<Figures> value) {
        Gauge.builder(name, this, metrics -> value.applyAsDouble(metrics.figures()))
                .description(description)
                .strongReference(true)
                .register(registry);
    }

    synchronized Figures figures() {
        if (System.nanoTime() - readAt >= FRESH_NANOS) {
            readAt = System.nanoTime();
            try {
                last = delivery.table().figures();
            } catch (SQLException unreadable) {
                LOG.debug("The outbox cannot be counted", unreadable);
            }
        }
        return last;
    }
}

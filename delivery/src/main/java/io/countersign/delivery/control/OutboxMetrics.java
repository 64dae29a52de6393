package io.countersign.delivery.control;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
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

    void register() {
        gauge("countersign.outbox.pending", Figures::pending);
        gauge("countersign.outbox.oldest.seconds", figures -> figures.oldest().toSeconds());
        gauge("countersign.outbox.dead", Figures::dead);
    }

    /** Not by a {@code Gauge.builder}: what that makes, the server keeps from its own registry. */
    private void gauge(String name, ToDoubleFunction<Figures> value) {
        registry.gauge(name, Tags.empty(), this, metrics -> value.applyAsDouble(metrics.figures()));
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

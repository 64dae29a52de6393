package io.countersign.registry.integrity;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.time.Duration;

/** The number of broken versions, as the gauge {@code countersign.registry.broken.versions}; counted at most every few seconds. */
@Startup
@Singleton
@TransactionManagement(TransactionManagementType.BEAN)
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class IntegrityAlarm {
    private static final long FRESH_NANOS = Duration.ofSeconds(15).toNanos();

    @Inject
    Integrity integrity;

    @Inject
    MeterRegistry registry;

    private long last;
    private long readAt = System.nanoTime() - FRESH_NANOS;

    @PostConstruct
    void register() {
        Gauge.builder("countersign.registry.broken.versions", this, IntegrityAlarm::broken)
                .description("Versions whose bytes are not those that were registered")
                .strongReference(true)
                .register(registry);
    }

    synchronized long broken() {
        if (System.nanoTime() - readAt >= FRESH_NANOS) {
            last = integrity.broken();
            readAt = System.nanoTime();
        }
        return last;
    }
}

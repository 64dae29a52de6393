package io.countersign.registry.integrity;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
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

    /** Not by a {@code Gauge.builder}: what that makes, the server keeps from its own registry. */
    @PostConstruct
    void register() {
        registry.gauge("countersign.registry.broken.versions", Tags.empty(), this, IntegrityAlarm::broken);
    }

    synchronized long broken() {
        if (System.nanoTime() - readAt >= FRESH_NANOS) {
            last = integrity.broken();
            readAt = System.nanoTime();
        }
        return last;
    }
}

package io.countersign.registry.integrity;

import io.countersign.platform.actor.Actor;
import io.countersign.platform.config.Settings;
import io.countersign.platform.id.Ids;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Compares every version with its bytes, each once in {@code countersign.registry.check.hours} (24), a few at a time. Every
 * node has the timer; the database decides whose turn it is.
 */
@Singleton
@TransactionManagement(TransactionManagementType.BEAN)
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class ScheduledChecks {
    private static final String JOB = "integrity-check";
    private static final int AT_ONCE = 50;
    private static final int HOURS = 24;

    private final AtomicBoolean underWay = new AtomicBoolean();

    @Inject
    ByteChecks checks;

    @Inject
    Settings settings;

    @Schedule(hour = "*", minute = "*", second = "30", persistent = false)
    void check() {
        if (!underWay.compareAndSet(false, true)) {
            return;
        }
        try {
            Duration after = Duration.ofHours(settings.text("countersign.registry.check.hours")
                    .map(Long::parseLong)
                    .orElse((long) HOURS));
            Actor actor = Actor.system(JOB, JOB + "-" + Ids.next());
            while (checks.round(after, AT_ONCE, actor) == AT_ONCE) {
                // More wait.
            }
        } finally {
            underWay.set(false);
        }
    }
}

package io.countersign.delivery.control;

import io.countersign.platform.limits.RefusedCallTally;
import io.countersign.platform.paging.Page;
import io.countersign.platform.paging.PageToken;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes down, once a minute, how many calls were turned away, and shows it. */
@ApplicationScoped
public class RefusedCalls {
    private static final Logger LOG = LoggerFactory.getLogger(RefusedCalls.class);
    private static final Duration KEPT = Duration.ofDays(90);

    @Inject
    RefusedCallTally tally;

    @Inject
    DeliveryRuntime delivery;

    @Inject
    MeterRegistry registry;

    /** A failure loses no count: they are added again to those of the next time. */
    void writeDown() {
        Map<RefusedCallTally.Kind, Long> counts = tally.drain();
        try {
            if (!counts.isEmpty()) {
                delivery.refusedCalls().add(counts);
                counts.forEach((kind, calls) -> registry.counter("countersign.calls.refused", "reason", kind.reason())
                        .increment(calls));
            }
            delivery.refusedCalls().forget(KEPT);
        } catch (SQLException | RuntimeException failed) {
            LOG.warn("Counts of refused calls cannot be written: {}", failed.toString());
            tally.giveBack(counts);
        }
    }

    /** Newest minutes first. */
    public Page<RefusedCallCount> list(PageToken from, int size) {
        try {
            return Page.of(delivery.refusedCalls().list(from.offset(), size + 1), from, size);
        } catch (SQLException failed) {
            throw new IllegalStateException("Counts of refused calls cannot be read", failed);
        }
    }
}

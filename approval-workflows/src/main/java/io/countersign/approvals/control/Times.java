package io.countersign.approvals.control;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The time that requests are stamped with: what the database keeps of it, and no more. */
@ApplicationScoped
public class Times {
    Clock clock = Clock.systemUTC();

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}

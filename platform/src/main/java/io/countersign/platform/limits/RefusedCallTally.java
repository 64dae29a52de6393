package io.countersign.platform.limits;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts calls that were turned away because they were malformed, unauthenticated or too many: by caller, reason and minute,
 * never one by one. What was counted is written down and started anew by whoever {@link #drain drains} it.
 */
@ApplicationScoped
public class RefusedCallTally {
    /** A flood under ever new names must not fill the memory. */
    private static final int KINDS = 10_000;

    private static final String OTHERS = "others";

    /**
     * What is counted together.
     *
     * @param minute beginning of the minute
     * @param caller subject of the caller, or {@code address:…} when nobody is known
     * @param reason problem slug
     */
    public record Kind(Instant minute, String caller, String reason) {}

    private final Clock clock;
    private Map<Kind, Long> counts = new HashMap<>();

    public RefusedCallTally() {
        this(Clock.systemUTC());
    }

    RefusedCallTally(Clock clock) {
        this.clock = clock;
    }

    /**
     * Counts one.
     *
     * @param subject of the caller, null when nobody is known
     * @param address network address of the caller
     */
    public void count(@Nullable String subject, String address, String reason) {
        Instant minute = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        Kind kind = new Kind(minute, subject == null ? "address:" + address : subject, reason);
        add(kind, 1);
    }

    /** Takes back what could not be written down. */
    public void giveBack(Map<Kind, Long> drained) {
        drained.forEach(this::add);
    }

    private synchronized void add(Kind kind, long calls) {
        boolean room = counts.size() < KINDS || counts.containsKey(kind);
        counts.merge(room ? kind : new Kind(kind.minute(), OTHERS, kind.reason()), calls, Long::sum);
    }

    /** What was counted since the last time. */
    public synchronized Map<Kind, Long> drain() {
        Map<Kind, Long> drained = counts;
        counts = new HashMap<>();
        return drained;
    }
}

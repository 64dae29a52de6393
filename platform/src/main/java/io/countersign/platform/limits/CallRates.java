package io.countersign.platform.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.config.Settings;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How often each caller may call this node: a token bucket for each person, service account and key, and one for each
 * address of callers who are nobody. Whose credentials were refused has a smaller bucket of their own, so that nobody who
 * is accepted can be locked out by another behind the same address.
 */
@ApplicationScoped
public class CallRates {
    private static final int CALLERS_REMEMBERED = 50_000;
    private static final long BURST_SECONDS = 10;

    @Inject
    Settings settings;

    private @Nullable Buckets callers;
    private @Nullable Buckets strangers;
    private @Nullable Buckets refused;

    protected CallRates() {}

    /** Calls a second of a caller, of nobody from one address, and with refused credentials; 0 for no limit. */
    public CallRates(long perCaller, long perStranger, long perRefused) {
        assemble(perCaller, perStranger, perRefused);
    }

    @PostConstruct
    void begin() {
        assemble(
                setting("countersign.limit.rate", 500),
                setting("countersign.limit.anonymous.rate", 50),
                setting("countersign.limit.refused.rate", 5));
    }

    private long setting(String name, long otherwise) {
        return settings.text(name).map(Long::valueOf).orElse(otherwise);
    }

    private void assemble(long perCaller, long perStranger, long perRefused) {
        callers = Buckets.of(perCaller);
        strangers = Buckets.of(perStranger);
        refused = Buckets.of(perRefused);
    }

    /** Counts a call of this actor; how long they must wait when it is one too many. */
    public Optional<Duration> next(Actor actor) {
        return take(callers, actor.kind() + ":" + actor.subject());
    }

    /** Counts a call of nobody known from this address. */
    public Optional<Duration> nextOfStranger(String address) {
        return take(strangers, address);
    }

    /** Counts a call from this address whose credentials were refused. */
    public Optional<Duration> nextOfRefused(String address) {
        return take(refused, address);
    }

    private static Optional<Duration> take(@Nullable Buckets buckets, String caller) {
        return buckets == null ? Optional.empty() : buckets.take(caller);
    }

    /** A bucket for each of many; those not used for a while are full again and forgotten. */
    private record Buckets(long perSecond, Cache<String, Bucket> each) {

        /** Null when calls are not limited. */
        static @Nullable Buckets of(long perSecond) {
            return perSecond <= 0
                    ? null
                    : new Buckets(
                            perSecond,
                            Caffeine.newBuilder()
                                    .maximumSize(CALLERS_REMEMBERED)
                                    .expireAfterAccess(Duration.ofSeconds(4 * BURST_SECONDS))
                                    .build());
        }

        Optional<Duration> take(String caller) {
            Bucket bucket = each.get(caller, unused -> full());
            ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
            return probe.isConsumed()
                    ? Optional.empty()
                    : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
        }

        private Bucket full() {
            return Bucket.builder()
                    .addLimit(limit ->
                            limit.capacity(perSecond * BURST_SECONDS).refillGreedy(perSecond, Duration.ofSeconds(1)))
                    .build();
        }
    }
}

package io.countersign.systemtests.hostile;

import io.countersign.systemtests.Api;
import io.countersign.systemtests.Countersign;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The people of an installation, with tokens that are fetched anew before they expire. */
final class Callers {
    private static final long FRESH_NANOS = Duration.ofSeconds(60).toNanos();

    private final Countersign countersign;
    private final Map<String, Fetched> tokens = new ConcurrentHashMap<>();

    Callers(Countersign countersign) {
        this.countersign = countersign;
    }

    Api as(String person) {
        return Api.bearing(countersign.uri(), () -> token(person));
    }

    String token(String person) {
        return tokens.compute(
                        person,
                        (name, known) -> known != null && System.nanoTime() - known.at() < FRESH_NANOS
                                ? known
                                : new Fetched(countersign.tokenFor(name), System.nanoTime()))
                .text();
    }

    private record Fetched(String text, long at) {}
}

package io.countersign.identity.people;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.countersign.platform.actor.Caller;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes who calls, beside the request and sparsely: at once when a person is new or their token says something new, else
 * every five minutes.
 */
@ApplicationScoped
public class SeenPeople {
    private static final Logger LOG = LoggerFactory.getLogger(SeenPeople.class);

    /** What was written lately; a caller whose token says something else is another entry. */
    private final Cache<Seen, Boolean> written = Caffeine.newBuilder()
            .maximumSize(100_000)
            .expireAfterWrite(Duration.ofMinutes(5))
            .build();

    private record Seen(String subject, String name, Set<String> roles) {}

    @Inject
    People people;

    @Resource(lookup = "java:comp/DefaultManagedExecutorService")
    Executor background;

    /** Takes no time of the request. */
    public void seen(Caller caller) {
        Seen seen = new Seen(caller.subject(), caller.displayName(), caller.roles());
        if (written.asMap().putIfAbsent(seen, Boolean.TRUE) == null) {
            forgetOthersOf(seen);
            later(() -> write(caller, seen));
        }
    }

    /** So that a role that comes back after it was removed is written again. */
    private void forgetOthersOf(Seen seen) {
        written.asMap().keySet().removeIf(other -> other.subject().equals(seen.subject()) && !other.equals(seen));
    }

    private void write(Caller caller, Seen seen) {
        try {
            people.seen(caller);
        } catch (IllegalStateException failed) {
            written.invalidate(seen);
            LOG.warn("That {} was here cannot be noted", caller.subject(), failed);
        }
    }

    private void later(Runnable work) {
        try {
            background.execute(work);
        } catch (RejectedExecutionException busy) {
            LOG.debug("Too busy to note who was here", busy);
        }
    }
}

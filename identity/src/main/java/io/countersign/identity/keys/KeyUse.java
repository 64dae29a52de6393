package io.countersign.identity.keys;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notes beside the request that a key was used, once a minute at most. */
@ApplicationScoped
class KeyUse {
    private static final Logger LOG = LoggerFactory.getLogger(KeyUse.class);

    private final Cache<KeyId, Boolean> noted = Caffeine.newBuilder()
            .maximumSize(100_000)
            .expireAfterWrite(Duration.ofMinutes(1))
            .build();

    @Inject
    StoredKeys keys;

    @Resource(lookup = "java:comp/DefaultManagedExecutorService")
    Executor background;

    /** Takes no time of the request. */
    void used(KeyId key) {
        if (noted.asMap().putIfAbsent(key, Boolean.TRUE) == null) {
            later(() -> note(key, Instant.now()));
        }
    }

    private void note(KeyId key, Instant at) {
        try {
            keys.used(key, at);
        } catch (IllegalStateException failed) {
            noted.invalidate(key);
            LOG.warn("The use of key {} cannot be noted", key, failed);
        }
    }

    private void later(Runnable work) {
        try {
            background.execute(work);
        } catch (RejectedExecutionException busy) {
            LOG.debug("Too busy to note the use of a key", busy);
        }
    }
}

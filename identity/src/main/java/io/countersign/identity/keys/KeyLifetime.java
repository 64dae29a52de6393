package io.countersign.identity.keys;

import io.countersign.platform.config.Settings;
import io.countersign.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long keys are valid here: {@code countersign.keys.default.days} and {@code countersign.keys.max.days}. */
@ApplicationScoped
class KeyLifetime {
    private static final int DEFAULT_DAYS = 90;
    private static final int MAX_DAYS = 365;

    private final int defaultDays;
    private final int maxDays;

    /** For the container's proxy. */
    protected KeyLifetime() {
        this(DEFAULT_DAYS, MAX_DAYS);
    }

    @Inject
    KeyLifetime(Settings settings) {
        this(
                settings.text("countersign.keys.default.days")
                        .map(Integer::valueOf)
                        .orElse(DEFAULT_DAYS),
                settings.text("countersign.keys.max.days").map(Integer::valueOf).orElse(MAX_DAYS));
    }

    KeyLifetime(int defaultDays, int maxDays) {
        this.maxDays = maxDays;
        this.defaultDays = Math.min(defaultDays, maxDays);
    }

    /** @throws ProblemException (invalid) when more is asked than the installation allows */
    Duration of(@Nullable Integer askedDays) {
        int days = askedDays == null ? defaultDays : askedDays;
        if (days < 1 || days > maxDays) {
            throw ProblemException.invalid("A key is valid for 1 to " + maxDays + " days here");
        }
        return Duration.ofDays(days);
    }
}

package io.countersign.ear.shell.console;

import io.countersign.platform.config.Settings;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.time.Instant;

/**
 * How long a session of the console lasts: {@code countersign.session.idle.minutes} without a call, and {@code
 * countersign.session.max.minutes} in all.
 */
final class SessionLimits {
    private static final int IDLE_MINUTES = 30;
    private static final int MAX_MINUTES = 600;

    private SessionLimits() {}

    static int idleMinutes(Settings settings) {
        return minutes(settings, "countersign.session.idle.minutes", IDLE_MINUTES);
    }

    /** Whether the session has lasted as long as any may. */
    static boolean isOver(HttpSession session, Settings settings) {
        Duration longest = Duration.ofMinutes(minutes(settings, "countersign.session.max.minutes", MAX_MINUTES));
        return Instant.ofEpochMilli(session.getCreationTime()).plus(longest).isBefore(Instant.now());
    }

    private static int minutes(Settings settings, String name, int otherwise) {
        return settings.text(name).map(Integer::valueOf).orElse(otherwise);
    }
}

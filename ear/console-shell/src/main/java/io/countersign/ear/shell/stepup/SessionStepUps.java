package io.countersign.ear.shell.stepup;

import io.countersign.platform.actor.StepUp;
import io.countersign.platform.config.Settings;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The fresh authentications of a session, for as long as they are fresh: {@code countersign.step.up.minutes}. */
public final class SessionStepUps {
    private static final String ATTRIBUTE = "io.countersign.stepUps";
    private static final int MINUTES = 5;

    private SessionStepUps() {}

    /** Those that may still be signed with. */
    public static List<StepUp> of(HttpSession session, Settings settings) {
        Instant oldest = Instant.now()
                .minus(Duration.ofMinutes(settings.text("countersign.step.up.minutes")
                        .map(Integer::valueOf)
                        .orElse(MINUTES)));
        return held(session).filter(stepUp -> !stepUp.at().isBefore(oldest)).toList();
    }

    static void add(HttpSession session, StepUp stepUp, Settings settings) {
        List<StepUp> all = new ArrayList<>(of(session, settings));
        all.add(stepUp);
        session.setAttribute(ATTRIBUTE, List.copyOf(all));
    }

    private static Stream<StepUp> held(HttpSession session) {
        return session.getAttribute(ATTRIBUTE) instanceof List<?> list
                ? list.stream().map(StepUp.class::cast)
                : Stream.empty();
    }
}

package io.countersign.delivery.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Warns of messages that do not arrive. Never down: a receiver that fails is no reason to turn callers away. */
@Readiness
@ApplicationScoped
public class OutboxHealth implements HealthCheck {
    private static final Duration TOO_OLD = Duration.ofMinutes(10);

    @Inject
    OutboxMetrics metrics;

    @Override
    public HealthCheckResponse call() {
        Figures figures = metrics.figures();
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("outbox")
                .up()
                .withData("pending", figures.pending())
                .withData("oldest-seconds", figures.oldest().toSeconds())
                .withData("dead", figures.dead());
        if (figures.dead() > 0) {
            answer.withData("warning", "messages were given up; see the dead letters");
        } else if (figures.oldest().compareTo(TOO_OLD) > 0) {
            answer.withData("warning", "messages have waited for long");
        }
        return answer.build();
    }
}

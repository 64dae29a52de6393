package io.countersign.registry.integrity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Warns of broken versions. Never down: a changed file is no reason to turn callers away. */
@Readiness
@ApplicationScoped
public class IntegrityHealth implements HealthCheck {
    @Inject
    Integrity integrity;

    @Override
    public HealthCheckResponse call() {
        long broken = integrity.broken();
        HealthCheckResponseBuilder answer =
                HealthCheckResponse.named("registry-integrity").up().withData("broken-versions", broken);
        if (broken > 0) {
            answer.withData("warning", "the bytes of a registered version changed; see its entry in the ledger");
        }
        return answer.build();
    }
}

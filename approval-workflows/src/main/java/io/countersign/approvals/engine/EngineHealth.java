package io.countersign.approvals.engine;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * The health signal of the engine: whether it runs, and how many jobs stand still. Stuck jobs are shown and do not take a
 * node out of service: each needs an administrator, and another node would stand still at it too.
 */
@Readiness
@ApplicationScoped
public class EngineHealth implements HealthCheck {

    @Inject
    EngineWatch engine;

    @Override
    public HealthCheckResponse call() {
        try {
            return HealthCheckResponse.named("process-engine")
                    .up()
                    .withData("incidents", engine.countStuck())
                    .build();
        } catch (RuntimeException unavailable) {
            return HealthCheckResponse.named("process-engine")
                    .down()
                    .withData("reason", String.valueOf(unavailable.getMessage()))
                    .build();
        }
    }
}

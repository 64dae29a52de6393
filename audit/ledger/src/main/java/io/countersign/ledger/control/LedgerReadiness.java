package io.countersign.ledger.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** The ledger in the server's readiness: an installation that keeps no history must not take calls. */
@Readiness
@ApplicationScoped
public class LedgerReadiness implements HealthCheck {
    @Inject
    HealthOfLedger health;

    @Override
    public HealthCheckResponse call() {
        Optional<String> complaint = health.complaint();
        List<String> warnings = health.warnings();
        return HealthCheckResponse.named("ledger")
                .status(complaint.isEmpty())
                .withData("state", complaint.orElse("entries are sequenced and signed"))
                .withData("warnings", warnings.isEmpty() ? "none" : String.join("; ", warnings))
                .build();
    }
}

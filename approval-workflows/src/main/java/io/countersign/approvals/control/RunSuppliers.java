package io.countersign.approvals.control;

import io.countersign.approvals.policy.Supplier;
import io.countersign.registry.RegisteredVersion;
import io.countersign.tracking.SealedRun;
import jakarta.enterprise.context.ApplicationScoped;

/** Says whose a run is. Never what the run says of itself: its tags are written by whoever wants to pass. */
@ApplicationScoped
public class RunSuppliers {

    /** The tracker does not say by which token a run was made, so each counts as its developer's, which no policy trusts more. */
    Supplier of(SealedRun run, SealedRun trained, RegisteredVersion version) {
        return Supplier.DEVELOPER;
    }
}

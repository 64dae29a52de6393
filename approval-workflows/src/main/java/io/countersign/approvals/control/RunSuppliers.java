package io.countersign.approvals.control;

import io.countersign.approvals.policy.Supplier;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.Role;
import io.countersign.registry.RegisteredVersion;
import io.countersign.tracking.RunStarter;
import io.countersign.tracking.SealedRun;
import io.countersign.tracking.Tracking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Says whose a run is, by the token that created it. Never what the run says of itself: its tags are written by whoever wants
 * to pass. A pipeline is a service account, or a key that was made for the role deployer; a key is otherwise as good as its
 * person. An independent validator held that role when the run began, and neither trained nor registered the version.
 */
@ApplicationScoped
public class RunSuppliers {

    @Inject
    Tracking tracking;

    /** By id of the run. @param trained the version's own run */
    Map<String, Supplier> of(SealedRun trained, List<SealedRun> others, RegisteredVersion version) {
        Map<String, Supplier> suppliers = new LinkedHashMap<>();
        suppliers.put(trained.id().value(), of(trained, trained, version));
        others.forEach(run -> suppliers.put(run.id().value(), of(run, trained, version)));
        return suppliers;
    }

    private Supplier of(SealedRun run, SealedRun trained, RegisteredVersion version) {
        Optional<RunStarter> starter = tracking.starter(run.id());
        if (starter.filter(RunSuppliers::pipeline).isPresent()) {
            return Supplier.CI;
        }
        boolean involved =
                run.startedBy().equals(trained.startedBy()) || run.startedBy().equals(version.registeredBy());
        return !involved && starter.filter(RunSuppliers::validates).isPresent()
                ? Supplier.VALIDATOR
                : Supplier.DEVELOPER;
    }

    private static boolean pipeline(RunStarter starter) {
        return starter.kind() == Actor.Kind.SERVICE_ACCOUNT
                || (starter.kind() == Actor.Kind.API_KEY && starter.roles().contains(Role.DEPLOYER));
    }

    private static boolean validates(RunStarter starter) {
        return starter.kind() != Actor.Kind.SYSTEM && starter.roles().contains(Role.VALIDATOR);
    }
}

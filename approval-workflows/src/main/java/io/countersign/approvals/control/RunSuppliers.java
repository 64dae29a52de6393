package io.countersign.approvals.control;

import io.countersign.approvals.entity.SeenPerson;
import io.countersign.approvals.policy.Supplier;
import io.countersign.platform.actor.Role;
import io.countersign.registry.RegisteredVersion;
import io.countersign.tracking.SealedRun;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;

/**
 * Says whose a run is. Never what the run says of itself: its tags are written by whoever wants to pass. An independent
 * validator is a person whose token, when they were last here, held that role, and who neither trained nor registered the
 * version. The tracker does not say by which kind of account a run was made, so none counts as a pipeline's.
 */
@ApplicationScoped
public class RunSuppliers {

    @PersistenceContext(unitName = "approvals")
    EntityManager entities;

    /** @param trained the version's own run */
    Supplier of(SealedRun run, SealedRun trained, RegisteredVersion version) {
        boolean involved =
                run.startedBy().equals(trained.startedBy()) || run.startedBy().equals(version.registeredBy());
        return !involved && validates(run.startedBy()) ? Supplier.VALIDATOR : Supplier.DEVELOPER;
    }

    private boolean validates(String subject) {
        SeenPerson person = entities.find(SeenPerson.class, subject);
        return person != null
                && person.leftAt().isEmpty()
                && List.of(person.roles().split(" ", -1)).contains(Role.VALIDATOR.wireName());
    }
}

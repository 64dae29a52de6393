package io.countersign.approvals.control;

import io.countersign.approvals.entity.Policy;
import io.countersign.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;

/** Reads what is published. */
@ApplicationScoped
@Transactional
public class PublishedPolicies {

    @Inject
    Policies policies;

    public Policy inForce() {
        return policies.current();
    }

    /** Newest first. */
    public List<Policy> all() {
        return policies.all();
    }

    /** @throws ProblemException (not found) */
    public Policy get(String id, int version) {
        return policies.find(version)
                .filter(policy -> policy.ref().id().equals(id))
                .orElseThrow(() -> ProblemException.notFound("There is no policy " + id + "@" + version));
    }
}

package io.countersign.approvals.control;

import io.countersign.approvals.entity.Policy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Optional;

/** Published policies. */
@ApplicationScoped
public class Policies {
    /** The policy that guards promotions. */
    static final String MODEL_PROMOTION = "model-promotion";

    @PersistenceContext(unitName = "approvals")
    EntityManager entities;

    /** The newest version of the policy that guards promotions. */
    Policy current() {
        return newest().orElseThrow(() -> new IllegalStateException("no policy " + MODEL_PROMOTION + " is published"));
    }

    Optional<Policy> newest() {
        return entities.createQuery("select p from Policy p where p.id = :id order by p.version desc", Policy.class)
                .setParameter("id", MODEL_PROMOTION)
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }
}

package io.countersign.approvals.control;

import io.countersign.approvals.entity.Policy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Published policies. */
@ApplicationScoped
public class Policies {
    /** The policy that guards promotions. */
    static final String MODEL_PROMOTION = "model-promotion";

    @PersistenceContext(unitName = "approvals")
    EntityManager entities;

    @Inject
    Times times;

    /** The version of the policy that guards promotions and is in force: of those whose date has come, the latest. */
    Policy current() {
        Instant now = times.now();
        return all().stream()
                .filter(policy -> !policy.effectiveFrom().isAfter(now))
                .max(Comparator.comparing(Policy::effectiveFrom)
                        .thenComparing(policy -> policy.ref().version()))
                .orElseThrow(() -> new IllegalStateException("no policy " + MODEL_PROMOTION + " is published"));
    }

    /** The newest version, whether its date has come or not. */
    Optional<Policy> newest() {
        return all().stream().findFirst();
    }

    /** All versions, newest first. */
    List<Policy> all() {
        return entities.createQuery("select p from Policy p where p.id = :id order by p.version desc", Policy.class)
                .setParameter("id", MODEL_PROMOTION)
                .getResultList();
    }

    Optional<Policy> find(int version) {
        return Optional.ofNullable(entities.find(Policy.class, new Policy.Key(MODEL_PROMOTION, version)));
    }
}

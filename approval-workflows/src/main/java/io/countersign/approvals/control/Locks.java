package io.countersign.approvals.control;

import io.countersign.approvals.entity.Intent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

/** What must be done one after the other: advisory locks of PostgreSQL, released with the transaction. */
@ApplicationScoped
public class Locks {
    private static final int POLICIES = 0x504f4c49;
    private static final int INTENTS = 0x494e5445;

    @PersistenceContext(unitName = "approvals")
    EntityManager entities;

    /** Publication of policies. */
    void policy() {
        take(POLICIES, 0);
    }

    /** Requests for the same place of the same model: two callers who ask at once find one request. */
    void intent(Intent intent) {
        take(INTENTS, (intent.model() + " " + intent.target()).hashCode());
    }

    private void take(int space, int key) {
        entities.createNativeQuery("select 1 from pg_advisory_xact_lock(:space, :key)", Integer.class)
                .setParameter("space", space)
                .setParameter("key", key)
                .getSingleResult();
    }
}

package io.countersign.approvals.control;

import io.countersign.approvals.engine.DecisionTables;
import io.countersign.approvals.entity.Policy;
import io.countersign.approvals.policy.PolicyTables;
import io.countersign.audit.AuditEvent;
import io.countersign.audit.AuditLog;
import io.countersign.audit.Subject;
import io.countersign.platform.actor.Actor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;

/** Publishes the policy that ships with the product, so that a new installation governs from its first minute. */
@ApplicationScoped
@Transactional
public class PublishShippedPolicy {
    private static final String DIRECTORY = "/policies/model-promotion/";

    @PersistenceContext(unitName = "approvals")
    EntityManager entities;

    @Inject
    Locks locks;

    @Inject
    Policies policies;

    @Inject
    DecisionTables tables;

    @Inject
    AuditLog audit;

    /** Publishes version 1 when there is none yet; and sees to it that the policy in force can be read. */
    public void unlessThereIsOne(Actor actor) {
        locks.policy();
        Policy policy = policies.newest().orElseGet(() -> publish(actor));
        tables.requireReadable(policy.tables());
    }

    private Policy publish(Actor actor) {
        PolicyTables shipped = new PolicyTables(file("thresholds.dmn"), file("required-sign-offs.dmn"));
        Policy policy = new Policy(new Policy.Key(Policies.MODEL_PROMOTION, 1), shipped, true, actor, Instant.now());
        entities.persist(policy);
        audit.append(
                actor,
                AuditEvent.of(
                                "policy.published",
                                new Subject("policy", policy.ref().text()))
                        .fact("policy", policy.ref().id())
                        .fact("version", policy.ref().version())
                        .fact("digest", policy.ref().digest())
                        .fact("shipped", true)
                        .build());
        return policy;
    }

    private static byte[] file(String name) {
        try (InputStream in = PublishShippedPolicy.class.getResourceAsStream(DIRECTORY + name)) {
            if (in == null) {
                throw new IllegalStateException("the archive lacks " + DIRECTORY + name);
            }
            return in.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}

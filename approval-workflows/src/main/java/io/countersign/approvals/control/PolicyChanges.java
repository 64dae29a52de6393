package io.countersign.approvals.control;

import io.countersign.approvals.engine.DecisionTables;
import io.countersign.approvals.engine.GovernedProcesses;
import io.countersign.approvals.entity.Policy;
import io.countersign.approvals.entity.PolicyChange;
import io.countersign.approvals.entity.Task;
import io.countersign.audit.AuditEvent;
import io.countersign.audit.AuditLog;
import io.countersign.audit.LedgerHealth;
import io.countersign.audit.Subject;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.Role;
import io.countersign.platform.id.Ids;
import io.countersign.platform.problem.ProblemException;
import io.countersign.registry.Registry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Changes of what governs: proposed by one person, reviewed by a second one, published immutable, in force from a date. */
@ApplicationScoped
@Transactional
public class PolicyChanges {

    @PersistenceContext(unitName = "approvals")
    EntityManager entities;

    @Inject
    LedgerHealth ledger;

    @Inject
    GovernedProcesses process;

    @Inject
    DecisionTables tables;

    @Inject
    Registry registry;

    @Inject
    Policies policies;

    @Inject
    Locks locks;

    @Inject
    TaskBook tasks;

    @Inject
    AuditLog audit;

    @Inject
    Times times;

    /**
     * Proposes a change and has a second person asked.
     *
     * @throws ProblemException (forbidden) for anybody but a risk approver or administrator in person, (invalid) for tables that
     *     are none or hold more than plain FEEL, for an unknown stage, (conflict) when a change of the same is open
     */
    public PolicyChange propose(PolicyChange.Proposed proposed, Actor actor) {
        ledger.requireHealthy();
        RequestRules.requirePerson(actor);
        if (!actor.has(Role.RISK_APPROVER) && !actor.has(Role.ADMIN)) {
            throw ProblemException.forbidden("Proposing a change of policy needs the role risk-approver or admin");
        }
        requireMeaning(proposed);
        locks.policy();
        requireNoneOpen(proposed);
        PolicyChange change = new PolicyChange(Ids.next(), proposed, actor, times.now());
        entities.persist(change);
        entities.flush();
        audit.append(
                actor,
                event("policy-change.proposed", change)
                        .fact("effectiveFrom", change.effectiveFrom().toString())
                        .fact("setting", change.setting().orElse(null))
                        .disclose("rationale", change.rationale())
                        .build());
        process.start(PolicyChangeSteps.PROCESS, change.id(), actor);
        return change;
    }

    private void requireMeaning(PolicyChange.Proposed proposed) {
        switch (proposed.kind()) {
            case PolicyChange.TABLES -> {
                if (proposed.tables() == null || !proposed.subject().equals(Policies.MODEL_PROMOTION)) {
                    throw ProblemException.invalid("A change of tables names the policy " + Policies.MODEL_PROMOTION
                            + " and brings both of its tables");
                }
                requireReadable(proposed);
            }
            case PolicyChange.GUARD -> {
                registry.canonicalStage(proposed.subject());
                if (proposed.setting() != null && !proposed.setting().equals(Policies.MODEL_PROMOTION)) {
                    throw ProblemException.invalid("There is no policy " + proposed.setting());
                }
            }
            case PolicyChange.PROTECTED_ALIAS -> {
                if (proposed.subject().isBlank()) {
                    throw ProblemException.invalid("A change of protection names an alias");
                }
            }
            default -> throw ProblemException.invalid("There is no kind of policy change \"" + proposed.kind() + "\"");
        }
    }

    private void requireReadable(PolicyChange.Proposed proposed) {
        try {
            tables.requireReadable(Objects.requireNonNull(proposed.tables()));
        } catch (IllegalArgumentException unfit) {
            throw ProblemException.invalid(String.valueOf(unfit.getMessage()));
        }
    }

    private void requireNoneOpen(PolicyChange.Proposed proposed) {
        boolean open = entities.createQuery(
                                "select count(c) from PolicyChange c where c.kind = :kind and c.subject = :subject"
                                        + " and c.state = 'open'",
                                Long.class)
                        .setParameter("kind", proposed.kind())
                        .setParameter("subject", proposed.subject())
                        .getSingleResult()
                > 0;
        if (open) {
            throw ProblemException.conflict("Another change of " + proposed.subject() + " waits for its review");
        }
    }

    /**
     * A second person accepts or rejects it, having seen exactly these bytes.
     *
     * @throws ProblemException (forbidden) for its author and for anybody but a risk approver in person, (conflict) when it is
     *     decided or the digest is another one
     */
    public PolicyChange review(UUID id, boolean accepted, String digest, String comment, Actor actor) {
        ledger.requireHealthy();
        RequestRules.requirePerson(actor);
        if (!actor.has(Role.RISK_APPROVER)) {
            throw ProblemException.forbidden("Reviewing a change of policy needs the role risk-approver");
        }
        locks.policy();
        PolicyChange change = lock(id);
        change.requireOpen();
        if (actor.subject().equals(change.author())) {
            throw new ProblemException(Refusals.DUTIES, "You wrote this change of policy and cannot review it");
        }
        if (!digest.equals(change.proposalDigest())) {
            throw new ProblemException(
                    Refusals.OTHER_EVIDENCE, "You saw " + digest + ", but the proposal is " + change.proposalDigest());
        }
        change.reviewed(actor, comment);
        audit.append(
                actor,
                event("policy-change.reviewed", change)
                        .fact("accepted", accepted)
                        .disclose("comment", comment)
                        .build());
        Task task = tasks.of(id).stream().findFirst().orElseThrow();
        process.complete(id, task.id(), !accepted, actor);
        return change;
    }

    /** The author takes it back. @throws ProblemException (forbidden) for anybody else */
    public PolicyChange withdraw(UUID id, Actor actor) {
        PolicyChange change = lock(id);
        if (!actor.responsibleSubject().equals(change.author())) {
            throw ProblemException.forbidden("Only who proposed a change of policy can withdraw it");
        }
        change.withdraw(times.now());
        process.cancel(id, change.state());
        audit.append(actor, event("policy-change.withdrawn", change).build());
        return change;
    }

    /**
     * Accepted: it is published, and cannot be changed from now on.
     *
     * @return whether its date has come, so that it takes effect at once
     */
    boolean publish(UUID id, Actor actor) {
        PolicyChange change = lock(id);
        change.publish(
                change.kind().equals(PolicyChange.TABLES) ? publishTables(change, actor) : change.subject(),
                times.now());
        audit.append(
                actor,
                event("policy-change.published", change)
                        .fact("as", change.published().orElse(""))
                        .fact("effectiveFrom", change.effectiveFrom().toString())
                        .build());
        return !change.effectiveFrom().isAfter(times.now());
    }

    /** Its date has come: guards and protections change now. Tables judge by their own date, to the second. */
    void takeEffect(UUID id, Actor actor) {
        PolicyChange change = lock(id);
        switch (change.kind()) {
            case PolicyChange.GUARD ->
                registry.guard(
                        registry.canonicalStage(change.subject()),
                        change.setting().orElse(null),
                        actor);
            case PolicyChange.PROTECTED_ALIAS ->
                registry.protectAlias(change.subject(), change.setting().isPresent(), actor);
            default -> {
                // Policies.current() looks at the date itself, so no late timer lets an old table judge.
            }
        }
        change.takeEffect(times.now());
        audit.append(
                actor,
                event("policy-change.took-effect", change)
                        .fact("as", change.published().orElse(""))
                        .build());
    }

    private String publishTables(PolicyChange change, Actor actor) {
        int version = policies.newest().map(policy -> policy.ref().version()).orElse(0) + 1;
        Policy policy = new Policy(
                new Policy.Key(Policies.MODEL_PROMOTION, version),
                change.tables().orElseThrow(),
                change,
                actor,
                times.now());
        entities.persist(policy);
        entities.flush();
        tables.requireReadable(policy.tables());
        return policy.ref().text();
    }

    /** Nobody reviewed it in time: on record. */
    void escalated(UUID id, List<Task> overdue, Actor actor) {
        audit.append(
                actor,
                event("policy-change.escalated", get(id))
                        .fact("tasks", overdue.size())
                        .build());
    }

    void reject(UUID id, Actor actor) {
        PolicyChange change = lock(id);
        change.reject(times.now());
        audit.append(actor, event("policy-change.rejected", change).build());
    }

    /** @throws ProblemException (not found) */
    public PolicyChange get(UUID id) {
        PolicyChange change = entities.find(PolicyChange.class, id);
        if (change == null) {
            throw unknown(id);
        }
        return change;
    }

    private PolicyChange lock(UUID id) {
        PolicyChange change = entities.find(PolicyChange.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (change == null) {
            throw unknown(id);
        }
        return change;
    }

    /** Newest first, one more than {@code size} when there are more. */
    public List<PolicyChange> list(long offset, int size) {
        return entities.createQuery(
                        "select c from PolicyChange c order by c.proposedAt desc, c.id desc", PolicyChange.class)
                .setFirstResult(Math.toIntExact(offset))
                .setMaxResults(size + 1)
                .getResultList();
    }

    private static ProblemException unknown(UUID id) {
        return ProblemException.notFound("There is no change of policy " + id);
    }

    private static AuditEvent.Builder event(String action, PolicyChange change) {
        return AuditEvent.of(action, new Subject("policy-change", change.id().toString()))
                .fact("kind", change.kind())
                .fact("subject", change.subject())
                .fact("proposalDigest", change.proposalDigest());
    }
}

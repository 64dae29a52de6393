package io.countersign.approvals.control;

import io.countersign.approvals.entity.Remark;
import io.countersign.approvals.entity.Task;
import io.countersign.audit.AuditEvent;
import io.countersign.audit.AuditLog;
import io.countersign.audit.Subject;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.Role;
import io.countersign.platform.id.Ids;
import io.countersign.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What people say about a request of any kind while it is open or afterwards, with files. Nothing of it is evidence that is
 * signed.
 */
@ApplicationScoped
@Transactional
public class Remarks {
    private static final Set<Role> WRITERS =
            EnumSet.of(Role.ENGINEER, Role.VALIDATOR, Role.RISK_APPROVER, Role.MODEL_OWNER);
    private static final Set<Role> READERS = EnumSet.allOf(Role.class);

    @PersistenceContext(unitName = "approvals")
    EntityManager entities;

    @Inject
    Promotions promotions;

    @Inject
    Findings findings;

    @Inject
    PolicyChanges policyChanges;

    @Inject
    AuditLog audit;

    @Inject
    Times times;

    /** What a remark is about. */
    public enum About {
        /** A promotion, rollback or emergency change. */
        PROMOTION("promotion", "promotion.commented"),
        FINDING("finding", "finding.commented"),
        POLICY_CHANGE("policy-change", "policy-change.commented");

        private final String kind;
        private final String action;

        About(String kind, String action) {
            this.kind = kind;
            this.action = action;
        }

        /** Of a task: what its process is about. */
        private static About of(Task task) {
            return switch (task.process()) {
                case FindingSteps.PROCESS -> FINDING;
                case PolicyChangeSteps.PROCESS -> POLICY_CHANGE;
                default -> PROMOTION;
            };
        }
    }

    /** @throws ProblemException (not found) for an unknown request, (forbidden) out of reach or for who only reads */
    public Remark add(About about, UUID requestId, String text, Remark.@Nullable Attached file, Actor actor) {
        requireRole(about, requestId, WRITERS, actor);
        Remark remark = new Remark(Ids.next(), requestId, actor, text, file, times.now());
        entities.persist(remark);
        audit.append(
                actor,
                AuditEvent.of(about.action, new Subject(about.kind, requestId.toString()))
                        .fact("remark", remark.id().toString())
                        .fact("fileDigest", remark.digest().orElse(null))
                        .disclose("text", text)
                        .disclose("fileName", remark.fileName().orElse(null))
                        .build());
        return remark;
    }

    /** The same about what a task waits for; it stays there when the task is done. */
    public Remark add(String taskId, String text, Remark.@Nullable Attached file, Actor actor) {
        Task task = task(taskId);
        return add(About.of(task), task.requestId(), text, file, actor);
    }

    /** In the order in which they were made. */
    public List<Remark> of(About about, UUID requestId, Actor actor) {
        requireRole(about, requestId, READERS, actor);
        return entities.createQuery("select r from Remark r where r.requestId = :id order by r.at, r.id", Remark.class)
                .setParameter("id", requestId)
                .getResultList();
    }

    /** The same about what a task waits for. */
    public List<Remark> of(String taskId, Actor actor) {
        Task task = task(taskId);
        return of(About.of(task), task.requestId(), actor);
    }

    /** @throws ProblemException (not found) when there is no such file */
    public Remark withFile(About about, UUID requestId, UUID remarkId, Actor actor) {
        return of(about, requestId, actor).stream()
                .filter(remark ->
                        remark.id().equals(remarkId) && remark.fileName().isPresent())
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound("There is no file " + remarkId));
    }

    private Task task(String taskId) {
        Task task = entities.find(Task.class, taskId);
        if (task == null) {
            throw ProblemException.notFound("There is no open task " + taskId);
        }
        return task;
    }

    private void requireRole(About about, UUID requestId, Set<Role> roles, Actor actor) {
        switch (about) {
            case PROMOTION ->
                actor.requireOnModel(promotions.get(requestId).intent().model(), roles);
            case FINDING -> actor.requireOnModel(findings.get(requestId, actor).model(), roles);
            case POLICY_CHANGE -> requireOnPolicies(requestId, roles, actor);
        }
    }

    /** Policies are of the whole installation, and administrators propose changes of them too. */
    private void requireOnPolicies(UUID requestId, Set<Role> roles, Actor actor) {
        policyChanges.get(requestId);
        if (!actor.has(Role.ADMIN) && roles.stream().noneMatch(actor::has)) {
            throw ProblemException.forbidden("Commenting on a change of policy needs another role");
        }
    }
}

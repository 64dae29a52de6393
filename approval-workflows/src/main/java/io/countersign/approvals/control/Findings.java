package io.countersign.approvals.control;

import io.countersign.approvals.engine.GovernedProcesses;
import io.countersign.approvals.entity.Approval;
import io.countersign.approvals.entity.Finding;
import io.countersign.audit.AuditEvent;
import io.countersign.audit.AuditLog;
import io.countersign.audit.Subject;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.Role;
import io.countersign.platform.id.Ids;
import io.countersign.platform.problem.ProblemException;
import io.countersign.registry.VersionId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Findings: raised, remedied by their owner, accepted or sent back by another person, overdue past their date. */
@ApplicationScoped
@Transactional
public class Findings {
    private static final Set<Role> RAISERS = Set.of(Role.VALIDATOR, Role.RISK_APPROVER, Role.MODEL_OWNER);
    private static final Set<Role> READERS = Set.of(Role.values());

    @PersistenceContext(unitName = "approvals")
    EntityManager entities;

    @Inject
    GovernedProcesses process;

    @Inject
    TaskBook tasks;

    @Inject
    Approvals approvals;

    @Inject
    Promotions promotions;

    @Inject
    AuditLog audit;

    @Inject
    Times times;

    /**
     * Puts a finding on record and has its owner asked for a remedy.
     *
     * @param conditional requests whose approval is to lapse when the finding passes its due date
     * @throws ProblemException (forbidden) for who may not raise it, (not found) for a request that is none about this model,
     *     (invalid) for a due date that has passed
     */
    public Finding raise(Finding.Found found, List<UUID> conditional, Actor actor) {
        actor.requireOnModel(found.model(), RAISERS);
        RequestRules.requirePerson(actor);
        Stream.concat(Stream.ofNullable(found.promotionId()), conditional.stream())
                .forEach(request -> requireAbout(found.model(), request));
        return raised(found, conditional, actor);
    }

    private void requireAbout(String model, UUID request) {
        boolean aboutIt = promotions
                .find(request)
                .filter(promotion -> promotion.intent().model().equals(model))
                .isPresent();
        if (!aboutIt) {
            throw ProblemException.notFound("There is no request " + request + " about the model " + model);
        }
    }

    /** The same without asking who does it: the process of another request does. */
    Finding raised(Finding.Found found, List<UUID> conditional, Actor actor) {
        if (!found.dueAt().isAfter(times.now())) {
            throw ProblemException.invalid("A finding is due in the future");
        }
        Finding finding = new Finding(Ids.next(), found, actor, times.now());
        entities.persist(finding);
        conditional.forEach(promotion -> approvals.condition(promotion, finding.id()));
        entities.flush();
        audit.append(
                actor,
                event("finding.raised", finding)
                        .fact("severity", finding.severity().wireName())
                        .fact("owner", finding.owner())
                        .fact("dueAt", finding.dueAt().toString())
                        .fact(
                                "conditionOf",
                                conditional.stream().map(UUID::toString).toList())
                        .disclose("title", finding.title())
                        .disclose("description", finding.description())
                        .build());
        process.start(FindingSteps.PROCESS, finding.id(), actor);
        return finding;
    }

    /** The owner says what was done. @throws ProblemException (forbidden) for anybody but the owner or who stands in */
    public Finding remedy(UUID id, String evidence, Actor actor) {
        Finding finding = lock(id);
        RequestRules.requirePerson(actor);
        String task = taskOf(finding, FindingSteps.REMEDY, actor);
        finding.remedied(evidence, actor, times.now());
        audit.append(
                actor,
                event("finding.remedied", finding).disclose("remedy", evidence).build());
        process.complete(id, task, false, actor);
        return finding;
    }

    /**
     * Another person accepts the remedy, or sends it back.
     *
     * @throws ProblemException (forbidden) for the owner, for who remedied it, and for anybody but a validator or risk approver
     */
    public Finding decide(UUID id, boolean accepted, String comment, Actor actor) {
        Finding finding = lock(id);
        RequestRules.requirePerson(actor);
        actor.requireOnModel(finding.model(), Set.of(Role.VALIDATOR, Role.RISK_APPROVER));
        if (actor.subject().equals(finding.owner())
                || Optional.of(actor.subject()).equals(finding.remediedBy())) {
            throw new ProblemException(Refusals.DUTIES, "You own or remedied this finding and cannot accept it");
        }
        String task = taskOf(finding, FindingSteps.ACCEPT, actor);
        if (accepted) {
            finding.close(actor, times.now());
        } else {
            finding.back();
        }
        audit.append(
                actor,
                event(accepted ? "finding.closed" : "finding.sent-back", finding)
                        .disclose("comment", comment)
                        .build());
        process.complete(id, task, !accepted, actor);
        return finding;
    }

    private String taskOf(Finding finding, String step, Actor actor) {
        var open = tasks.of(finding.id()).stream()
                .filter(task -> task.step().equals(step))
                .findFirst()
                .orElseThrow(() -> ProblemException.conflict("Finding " + finding.id() + " is " + finding.state()));
        boolean theirs = open.assignee().isPresent()
                ? !open.heldByOther(actor.subject())
                : actor.roles().stream().anyMatch(role -> role.wireName().equals(open.role()));
        if (!theirs && step.equals(FindingSteps.REMEDY)) {
            throw ProblemException.forbidden("Only its owner, or who stands in for them, can remedy a finding");
        }
        return open.id();
    }

    /** It is past its due date: approvals that depend on it lapse. */
    void pastDue(UUID id, Actor actor) {
        Finding finding = lock(id);
        if (finding.closed()) {
            return;
        }
        finding.overdue(times.now());
        List<UUID> depending = approvals.dependingOn(id);
        audit.append(
                actor,
                event("finding.overdue", finding)
                        .fact("lapses", depending.stream().map(UUID::toString).toList())
                        .build());
        tasks.escalate(id, times.now());
        depending.forEach(promotion -> {
            if (!process.tell(promotion, "condition-broken", actor)) {
                approvals.lapse(promotion, Approval.CONDITION_BROKEN, actor);
            }
        });
    }

    /** @throws ProblemException (not found), (forbidden) out of reach */
    public Finding get(UUID id, Actor actor) {
        Finding finding = entities.find(Finding.class, id);
        if (finding == null) {
            throw ProblemException.notFound("There is no finding " + id);
        }
        actor.requireOnModel(finding.model(), READERS);
        return finding;
    }

    Finding find(UUID id) {
        return entities.find(Finding.class, id);
    }

    private Finding lock(UUID id) {
        Finding finding = entities.find(Finding.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (finding == null) {
            throw ProblemException.notFound("There is no finding " + id);
        }
        return finding;
    }

    /** Those raised in the course of a request. */
    public List<Finding> of(UUID promotionId) {
        return entities.createQuery(
                        "select f from Finding f where f.promotionId = :id order by f.raisedAt", Finding.class)
                .setParameter("id", promotionId)
                .getResultList();
    }

    /** Those about a version, or about its model as a whole. */
    public List<Finding> about(VersionId version) {
        return entities.createQuery(
                        "select f from Finding f where f.model = :model and (f.version is null or f.version = :version)"
                                + " order by f.raisedAt",
                        Finding.class)
                .setParameter("model", version.model())
                .setParameter("version", version.version())
                .getResultList();
    }

    /** Newest first, one more than {@code size} when there are more. */
    public List<Finding> list(@Nullable String model, @Nullable String state, long offset, int size) {
        String where = (model == null ? "" : " and f.model = :model") + (state == null ? "" : " and f.state = :state");
        var query = entities.createQuery(
                "select f from Finding f where 1 = 1" + where + " order by f.raisedAt desc, f.id desc", Finding.class);
        if (model != null) {
            query.setParameter("model", model);
        }
        if (state != null) {
            query.setParameter("state", state);
        }
        return query.setFirstResult(Math.toIntExact(offset))
                .setMaxResults(size + 1)
                .getResultList();
    }

    private static AuditEvent.Builder event(String action, Finding finding) {
        return AuditEvent.of(action, new Subject("finding", finding.id().toString()))
                .fact("model", finding.model())
                .fact("version", finding.version().orElse(null))
                .fact("promotion", finding.promotionId().map(UUID::toString).orElse(null));
    }
}

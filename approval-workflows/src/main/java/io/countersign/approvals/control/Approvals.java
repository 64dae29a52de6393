package io.countersign.approvals.control;

import io.countersign.approvals.engine.GovernedProcesses;
import io.countersign.approvals.entity.Approval;
import io.countersign.approvals.entity.ApprovalCondition;
import io.countersign.approvals.entity.Intent;
import io.countersign.approvals.entity.Promotion;
import io.countersign.approvals.entity.RequestKind;
import io.countersign.approvals.policy.SignOffRule;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.Role;
import io.countersign.registry.TargetKind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What approvals are worth: begun when a request is applied, ended by time, by a condition, or by another version. */
@ApplicationScoped
public class Approvals {

    @PersistenceContext(unitName = "approvals")
    EntityManager entities;

    @Inject
    GovernedProcesses process;

    @Inject
    Promotions promotions;

    @Inject
    Trail trail;

    @Inject
    Notices notices;

    @Inject
    Times times;

    /** The request has been applied: its approval begins, those of other versions for the same place end. */
    Approval begin(Promotion promotion, Actor actor) {
        Instant now = times.now();
        Intent intent = promotion.intent();
        for (Approval before : inForce(intent.model(), intent.targetStage(), intent.targetKind())) {
            before.end(Approval.REPLACED, now);
            process.tell(before.promotionId(), "replaced", actor);
        }
        Optional<Approval> earlier =
                promotion.kind() == RequestKind.ROLLBACK ? goodEarlier(intent, now) : Optional.empty();
        Approval approval = new Approval(promotion, now, validUntil(promotion, earlier, now));
        entities.persist(approval);
        earlier.ifPresent(
                good -> conditionsOf(good.promotionId()).forEach(finding -> condition(promotion.id(), finding)));
        entities.flush();
        return approval;
    }

    /** The newest approval of the version for that place that may be gone back to. */
    Optional<Approval> goodEarlier(Intent intent, Instant now) {
        return of(intent).stream()
                .filter(approval -> approval.stillGood(now) && !conditionBroken(approval.promotionId(), now))
                .findFirst();
    }

    /** A condition breaks an approval that another one has replaced as it breaks one in force. */
    private boolean conditionBroken(UUID promotionId, Instant now) {
        return entities.createQuery(
                                "select count(f) from Finding f, ApprovalCondition c where c.promotionId = :id"
                                        + " and f.id = c.findingId"
                                        + " and (f.overdueAt is not null or (f.closedAt is null and f.dueAt <= :now))",
                                Long.class)
                        .setParameter("id", promotionId)
                        .setParameter("now", now)
                        .getSingleResult()
                > 0;
    }

    /** Whether anything can still end the approval before another version takes its place. */
    boolean canLapse(UUID promotionId) {
        return find(promotionId)
                .filter(Approval::inForce)
                .map(approval -> approval.validUntil().isPresent()
                        || !conditionsOf(promotionId).isEmpty())
                .orElse(false);
    }

    /** As long as the shortest of its sign-offs is valid; a rollback as long as what it goes back to. */
    private static @Nullable Instant validUntil(Promotion promotion, Optional<Approval> earlier, Instant now) {
        return switch (promotion.kind()) {
            case ROLLBACK -> earlier.flatMap(Approval::validUntil).orElse(null);
            case PROMOTION, EMERGENCY ->
                promotion.requiredSignOffs().stream()
                        .filter(rule -> rule.validityDays() > 0)
                        .map(SignOffRule::validityDays)
                        .min(Integer::compare)
                        .map(days -> now.plus(Duration.ofDays(days)))
                        .orElse(null);
        };
    }

    /** The approval is worth nothing any more; the first reason stays. One entry in the ledger. */
    void lapse(UUID promotionId, String reason, Actor actor) {
        Approval approval = entities.find(Approval.class, promotionId);
        if (approval == null || !approval.inForce()) {
            return;
        }
        approval.end(reason, times.now());
        Promotion promotion = promotions.get(promotionId);
        trail.append(
                promotion,
                actor,
                Trail.event("approval.lapsed", promotion).fact("reason", reason).build());
        notices.tell(
                Role.RISK_APPROVER.wireName(),
                "Approval lapsed: " + promotion.intent().text(),
                "The approval of " + promotion.intent().text() + " has lapsed (" + reason + ").\n");
    }

    Optional<Approval> find(UUID promotionId) {
        return Optional.ofNullable(entities.find(Approval.class, promotionId));
    }

    /** All of a version for a place, newest first. */
    List<Approval> of(Intent intent) {
        return entities.createQuery(
                        "select a from Approval a where a.model = :model and a.version = :version and a.target ="
                                + " :target and a.targetKind = :kind order by a.approvedAt desc",
                        Approval.class)
                .setParameter("model", intent.model())
                .setParameter("version", intent.version())
                .setParameter("target", intent.targetStage())
                .setParameter("kind", intent.targetKind())
                .getResultList();
    }

    private List<Approval> inForce(String model, String target, TargetKind kind) {
        return entities.createQuery(
                        "select a from Approval a where a.model = :model and a.target = :target and a.targetKind ="
                                + " :kind and a.endedAt is null",
                        Approval.class)
                .setParameter("model", model)
                .setParameter("target", target)
                .setParameter("kind", kind)
                .getResultList();
    }

    /** Makes the approval depend on a finding's due date. */
    void condition(UUID promotionId, UUID findingId) {
        entities.persist(new ApprovalCondition(promotionId, findingId));
    }

    List<UUID> dependingOn(UUID findingId) {
        return entities.createQuery("select c.promotionId from ApprovalCondition c where c.findingId = :id", UUID.class)
                .setParameter("id", findingId)
                .getResultList();
    }

    List<UUID> conditionsOf(UUID promotionId) {
        return entities.createQuery("select c.findingId from ApprovalCondition c where c.promotionId = :id", UUID.class)
                .setParameter("id", promotionId)
                .getResultList();
    }
}

package io.countersign.approvals.control;

import io.countersign.approvals.entity.Approval;
import io.countersign.approvals.entity.ApprovalCondition;
import io.countersign.approvals.entity.Finding;
import io.countersign.approvals.entity.Intent;
import io.countersign.approvals.entity.Promotion;
import io.countersign.approvals.entity.PromotionState;
import io.countersign.approvals.entity.RetrospectiveReview;
import io.countersign.approvals.entity.SignOff;
import io.countersign.approvals.entity.TrailEntry;
import io.countersign.platform.paging.PageToken;
import io.countersign.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Stored requests and what belongs to them. Joins the caller's transaction. */
@ApplicationScoped
public class Promotions {

    @PersistenceContext(unitName = "approvals")
    EntityManager entities;

    void add(Promotion promotion) {
        entities.persist(promotion);
    }

    void add(SignOff signOff) {
        entities.persist(signOff);
    }

    Optional<Promotion> find(UUID id) {
        return Optional.ofNullable(entities.find(Promotion.class, id));
    }

    /** @throws ProblemException (not found) */
    Promotion get(UUID id) {
        return find(id).orElseThrow(() -> unknown(id));
    }

    /**
     * The request with its row locked until the transaction ends: everything that moves a request comes through here, so
     * that sign-offs given at the same moment queue up instead of colliding in the engine.
     *
     * @throws ProblemException (not found)
     */
    Promotion lock(UUID id) {
        Promotion promotion = entities.find(Promotion.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (promotion == null) {
            throw unknown(id);
        }
        return promotion;
    }

    Optional<Promotion> openFor(Intent intent) {
        return newest(intent, PromotionState.OPEN);
    }

    Optional<Promotion> newestRefusal(Intent intent) {
        return newest(intent, PromotionState.REFUSED);
    }

    Optional<Promotion> newestRejection(Intent intent) {
        return newest(intent, PromotionState.REJECTED);
    }

    /** Open requests for the same place by lower versions: a newer one supersedes them. */
    List<Promotion> openBefore(Intent intent) {
        return entities.createQuery(
                        "select p from Promotion p where p.intent.model = :model and p.intent.version < :version"
                                + " and p.intent.targetStage = :stage and p.intent.targetKind = :kind and p.state = :state",
                        Promotion.class)
                .setParameter("model", intent.model())
                .setParameter("version", intent.version())
                .setParameter("stage", intent.targetStage())
                .setParameter("kind", intent.targetKind())
                .setParameter("state", PromotionState.OPEN)
                .getResultList();
    }

    private Optional<Promotion> newest(Intent intent, PromotionState state) {
        return entities
                .createQuery(
                        "select p from Promotion p where p.intent.model = :model and p.intent.version = :version"
                                + " and p.intent.targetStage = :stage and p.intent.targetKind = :kind and p.state = :state"
                                + " order by p.requestedAt desc",
                        Promotion.class)
                .setParameter("model", intent.model())
                .setParameter("version", intent.version())
                .setParameter("stage", intent.targetStage())
                .setParameter("kind", intent.targetKind())
                .setParameter("state", state)
                .setMaxResults(1)
                .getResultList()
                .stream()
                .findFirst();
    }

    /** Newest first, one more than {@code size} when there are more. */
    List<Promotion> list(@Nullable PromotionState state, @Nullable String model, PageToken from, int size) {
        String where =
                (state == null ? "" : " and p.state = :state") + (model == null ? "" : " and p.intent.model = :model");
        TypedQuery<Promotion> query = entities.createQuery(
                "select p from Promotion p where 1 = 1" + where + " order by p.requestedAt desc, p.id desc",
                Promotion.class);
        if (state != null) {
            query.setParameter("state", state);
        }
        if (model != null) {
            query.setParameter("model", model);
        }
        return query.setFirstResult(Math.toIntExact(from.offset()))
                .setMaxResults(size + 1)
                .getResultList();
    }

    /** In the order given. */
    List<SignOff> signOffs(UUID id) {
        return signOffs(List.of(id));
    }

    /** Those of several requests, each in the order given. */
    List<SignOff> signOffs(Collection<UUID> ids) {
        return belonging(
                "select s from SignOff s where s.promotionId", ids, "order by s.signedAt, s.id", SignOff.class);
    }

    /** Ledger entries of several requests, each in the order written. */
    List<TrailEntry> trail(Collection<UUID> ids) {
        return belonging(
                "select t from TrailEntry t where t.promotionId", ids, "order by t.position", TrailEntry.class);
    }

    List<Promotion> all(Collection<UUID> ids) {
        return entities.createQuery("select p from Promotion p where p.id in :ids", Promotion.class)
                .setParameter("ids", ids)
                .getResultList();
    }

    List<Approval> approvals(Collection<UUID> ids) {
        return belonging("select a from Approval a where a.promotionId", ids, "", Approval.class);
    }

    List<ApprovalCondition> conditions(Collection<UUID> ids) {
        return belonging("select c from ApprovalCondition c where c.promotionId", ids, "", ApprovalCondition.class);
    }

    List<Finding> findings(Collection<UUID> ids) {
        return belonging("select f from Finding f where f.promotionId", ids, "order by f.raisedAt", Finding.class);
    }

    /** A list of ids has its query translated anew at each call; a single id, which is asked for most, does not. */
    private <T> List<T> belonging(String select, Collection<UUID> ids, String order, Class<T> type) {
        if (ids.isEmpty()) {
            return List.of();
        }
        return ids.size() == 1
                ? entities.createQuery(select + " = :id " + order, type)
                        .setParameter("id", ids.iterator().next())
                        .getResultList()
                : entities.createQuery(select + " in :ids " + order, type)
                        .setParameter("ids", ids)
                        .getResultList();
    }

    Optional<RetrospectiveReview> review(UUID id) {
        return Optional.ofNullable(entities.find(RetrospectiveReview.class, id));
    }

    private static ProblemException unknown(UUID id) {
        return ProblemException.notFound("There is no promotion request " + id);
    }
}

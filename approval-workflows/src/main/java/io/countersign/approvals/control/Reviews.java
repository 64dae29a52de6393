package io.countersign.approvals.control;

import io.countersign.approvals.entity.Promotion;
import io.countersign.approvals.entity.RetrospectiveReview;
import io.countersign.approvals.policy.SignOffRule;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The reviews of break-glass changes. */
@ApplicationScoped
public class Reviews {

    @PersistenceContext(unitName = "approvals")
    EntityManager entities;

    void open(Promotion promotion, List<SignOffRule> required, Instant due) {
        entities.persist(new RetrospectiveReview(promotion, required, due));
        entities.flush();
    }

    Optional<RetrospectiveReview> find(UUID promotionId) {
        return Optional.ofNullable(entities.find(RetrospectiveReview.class, promotionId));
    }

    RetrospectiveReview get(UUID promotionId) {
        return find(promotionId).orElseThrow(() -> new IllegalStateException("no review of " + promotionId));
    }

    /** Whether a break-glass change of the model waits for its review past the deadline. */
    boolean overdue(String model) {
        return entities.createQuery(
                                "select count(r) from RetrospectiveReview r where r.model = :model and r.closedAt is null"
                                        + " and r.overdueAt is not null",
                                Long.class)
                        .setParameter("model", model)
                        .getSingleResult()
                > 0;
    }
}

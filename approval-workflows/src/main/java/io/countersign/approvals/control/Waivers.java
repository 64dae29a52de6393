package io.countersign.approvals.control;

import io.countersign.approvals.entity.AskedWaiver;
import io.countersign.approvals.entity.Intent;
import io.countersign.approvals.entity.Promotion;
import io.countersign.approvals.entity.SignOff;
import io.countersign.approvals.entity.Waiver;
import io.countersign.approvals.policy.SignOffRule;
import io.countersign.approvals.policy.ThresholdResult;
import io.countersign.audit.EntryId;
import io.countersign.platform.actor.Actor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Waivers: which threshold is let pass, why, by whom, until when. A waiver is a sign-off, by the same rules as any other. */
@ApplicationScoped
public class Waivers {

    @PersistenceContext(unitName = "approvals")
    EntityManager entities;

    @Inject
    Promotions promotions;

    @Inject
    Trail trail;

    @Inject
    Times times;

    /** The results with those let pass for which a waiver of this model and target is in force. */
    List<ThresholdResult> applied(Intent intent, List<ThresholdResult> results) {
        if (results.stream().noneMatch(ThresholdResult::failed)) {
            return results;
        }
        List<Waiver> inForce = inForce(intent.model(), times.now()).stream()
                .filter(waiver -> waiver.target().equals(intent.target()))
                .toList();
        return results.stream().map(result -> waived(result, inForce)).toList();
    }

    private static ThresholdResult waived(ThresholdResult result, List<Waiver> inForce) {
        return inForce.stream()
                .filter(waiver -> result.failed() && waiver.metric().equals(result.metric()))
                .findFirst()
                .map(waiver -> result.waived("waived until " + waiver.until() + " by waiver " + waiver.id()))
                .orElse(result);
    }

    /** Puts what was asked and granted on record. */
    void grant(Promotion promotion, Actor actor) {
        SignOff grant = promotions.signOffs(promotion.id()).stream()
                .filter(signOff -> signOff.round() == SignOffRule.WAIVERS)
                .reduce((earlier, later) -> later)
                .orElseThrow(() -> new IllegalStateException("nobody granted the waivers of " + promotion.id()));
        for (AskedWaiver asked : promotion.waivers()) {
            EntryId entry = trail.append(
                    promotion,
                    actor,
                    Trail.event("waiver.granted", promotion)
                            .fact("metric", asked.metric())
                            .fact("until", asked.until().toString())
                            .fact("grantedBy", grant.subject())
                            .fact("signOff", grant.entry().toString())
                            .disclose("reason", asked.reason())
                            .build());
            entities.persist(new Waiver(promotion, asked, grant, entry));
        }
    }

    List<Waiver> inForce(String model, Instant at) {
        return entities.createQuery(
                        "select w from Waiver w where w.model = :model and w.until > :at order by w.grantedAt desc",
                        Waiver.class)
                .setParameter("model", model)
                .setParameter("at", at)
                .getResultList();
    }

    /** Newest first; of one model, or of one request, or all. */
    List<Waiver> list(@Nullable String model, long offset, int limit) {
        var query = entities.createQuery(
                "select w from Waiver w " + (model == null ? "" : "where w.model = :model ")
                        + "order by w.grantedAt desc, w.id",
                Waiver.class);
        if (model != null) {
            query.setParameter("model", model);
        }
        return query.setFirstResult(Math.toIntExact(offset))
                .setMaxResults(limit)
                .getResultList();
    }

    List<Waiver> of(Promotion promotion) {
        return entities.createQuery("select w from Waiver w where w.promotionId = :id order by w.metric", Waiver.class)
                .setParameter("id", promotion.id())
                .getResultList();
    }
}

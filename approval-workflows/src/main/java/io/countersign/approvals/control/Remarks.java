package io.countersign.approvals.control;

import io.countersign.approvals.entity.Promotion;
import io.countersign.approvals.entity.Remark;
import io.countersign.audit.AuditEvent;
import io.countersign.audit.AuditLog;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.Role;
import io.countersign.platform.id.Ids;
import io.countersign.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What people say about a request while it is open or afterwards, with files. Nothing of it is evidence that is signed. */
@ApplicationScoped
@Transactional
public class Remarks {

    @PersistenceContext(unitName = "approvals")
    EntityManager entities;

    @Inject
    Promotions promotions;

    @Inject
    AuditLog audit;

    @Inject
    Times times;

    /** @throws ProblemException (not found) for an unknown request, (forbidden) out of reach or for an auditor */
    public Remark add(UUID requestId, String text, Remark.@Nullable Attached file, Actor actor) {
        Promotion promotion = promotions.get(requestId);
        actor.requireOnModel(
                promotion.intent().model(),
                Set.of(Role.ENGINEER, Role.VALIDATOR, Role.RISK_APPROVER, Role.MODEL_OWNER));
        Remark remark = new Remark(Ids.next(), requestId, actor, text, file, times.now());
        entities.persist(remark);
        audit.append(
                actor,
                AuditEvent.of("promotion.commented", Trail.subject(requestId))
                        .fact("remark", remark.id().toString())
                        .fact("fileDigest", remark.digest().orElse(null))
                        .disclose("text", text)
                        .disclose("fileName", remark.fileName().orElse(null))
                        .build());
        return remark;
    }

    /** In the order in which they were made. */
    public List<Remark> of(UUID requestId, Actor actor) {
        actor.requireOnModel(promotions.get(requestId).intent().model(), Set.of(Role.values()));
        return entities.createQuery("select r from Remark r where r.requestId = :id order by r.at, r.id", Remark.class)
                .setParameter("id", requestId)
                .getResultList();
    }

    /** @throws ProblemException (not found) when there is no such file */
    public Remark withFile(UUID requestId, UUID remarkId, Actor actor) {
        return of(requestId, actor).stream()
                .filter(remark ->
                        remark.id().equals(remarkId) && remark.fileName().isPresent())
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound("There is no file " + remarkId));
    }
}

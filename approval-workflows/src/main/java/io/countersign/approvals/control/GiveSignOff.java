package io.countersign.approvals.control;

import io.countersign.approvals.engine.GovernedProcesses;
import io.countersign.approvals.entity.Promotion;
import io.countersign.approvals.entity.RequestKind;
import io.countersign.approvals.entity.SignOff;
import io.countersign.approvals.entity.Task;
import io.countersign.approvals.policy.SignOffRule;
import io.countersign.audit.AuditEvent;
import io.countersign.audit.EntryId;
import io.countersign.audit.LedgerHealth;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.Role;
import io.countersign.platform.id.Ids;
import io.countersign.platform.problem.ProblemException;
import io.countersign.tracking.RunId;
import io.countersign.tracking.Tracking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One person signs one request: checked, stored, in the ledger, the task completed; all in one transaction. */
@ApplicationScoped
@Transactional
public class GiveSignOff {
    static final String REJECTED = "rejected";

    @Inject
    LedgerHealth ledger;

    @Inject
    Promotions promotions;

    @Inject
    GovernedProcesses process;

    @Inject
    TaskBook tasks;

    @Inject
    Reviews reviews;

    @Inject
    People people;

    @Inject
    Times times;

    @Inject
    Tracking tracking;

    @Inject
    Trail trail;

    /**
     * Signs the request, and has the process go on.
     *
     * @return the sign-off's ledger entry
     * @throws ProblemException (not found), (invalid), (conflict) when the request is decided or the digest is another than
     *     the request's, (forbidden) when the actor may not give it
     * @throws EvidenceChanged when the request has become void
     */
    public EntryId give(UUID requestId, SignOffIntent intent, Actor actor) {
        RequestRules.requirePerson(actor);
        ledger.requireHealthy();
        Promotion promotion = promotions.lock(requestId);
        List<Task> open = tasks.of(requestId);
        if (open.isEmpty()) {
            promotion.requireOpen();
        }
        requireSameDigest(promotion, intent);
        Task place = PlaceChoice.choose(open, intent, actor);
        actor.requireOnModel(
                promotion.intent().model(), Set.of(Role.named(place.role()).orElseThrow()));
        requireSeparateDuties(promotion, actor);
        StepUpRule.require(rule(promotion, place), promotion.frozen().digest(), actor, times.now());
        if (promotion.isOpen()) {
            requireIntact(promotion);
        }
        people.seen(actor);
        SignOff signOff = sign(promotion, place, intent, actor);
        process.complete(requestId, place.id(), intent.rejects(), actor);
        return signOff.entry();
    }

    /** What the policy asks for in that place: of the request, or of its review afterwards. */
    private SignOffRule rule(Promotion promotion, Task place) {
        Stream<SignOffRule> ofReview = promotion.kind() == RequestKind.EMERGENCY
                ? reviews.find(promotion.id()).stream().flatMap(review -> review.required().stream())
                : Stream.empty();
        return Stream.concat(promotion.requiredSignOffs().stream(), ofReview)
                .filter(rule -> rule.role().equals(place.role())
                        && rule.meaning().equals(place.meaning())
                        && rule.round() == place.round())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("task " + place.id() + " is no place of the request"));
    }

    private static void requireSameDigest(Promotion promotion, SignOffIntent intent) {
        if (!intent.evidenceDigest().equals(promotion.frozen().digest())) {
            throw new ProblemException(
                    Refusals.OTHER_EVIDENCE,
                    "You saw evidence " + intent.evidenceDigest() + ", but request " + promotion.id() + " stands on "
                            + promotion.frozen().digest());
        }
    }

    private void requireSeparateDuties(Promotion promotion, Actor actor) {
        Set<String> signers = promotions.signOffs(promotion.id()).stream()
                .map(SignOff::subject)
                .collect(Collectors.toSet());
        SegregationOfDuties.of(promotion.involved(), signers)
                .objection(actor.subject())
                .ifPresent(objection -> {
                    throw new ProblemException(objection.type(), objection.text());
                });
    }

    /** Nobody's signature is taken on numbers that no longer are the runs'. */
    private void requireIntact(Promotion promotion) {
        requireSeal(promotion, promotion.frozen().runId(), promotion.frozen().sealDigest());
        promotion.otherRuns().forEach(run -> requireSeal(promotion, run.runId(), run.sealDigest()));
    }

    private void requireSeal(Promotion promotion, String runId, String sealDigest) {
        if (!tracking.sealHolds(new RunId(runId), sealDigest)) {
            throw new EvidenceChanged(promotion.id(), "the run " + runId + " changed after the request was made");
        }
    }

    private SignOff sign(Promotion promotion, Task slot, SignOffIntent intent, Actor actor) {
        Instant at = times.now();
        EntryId entry = trail.append(promotion, actor, event(promotion, slot, intent, actor, at));
        SignOff signOff = new SignOff(
                Ids.next(),
                promotion,
                actor,
                new SignOff.Statement(
                        slot.role(), intent.meaning(), intent.comment(), intent.evidenceDigest(), slot.round()),
                at,
                entry);
        promotions.add(signOff);
        return signOff;
    }

    private static AuditEvent event(Promotion promotion, Task slot, SignOffIntent intent, Actor actor, Instant at) {
        return Trail.event("sign-off.given", promotion)
                .fact("role", slot.role())
                .fact("required", slot.meaning())
                .fact("meaning", intent.meaning())
                .fact("signedAt", at.toString())
                .fact("round", slot.round())
                .fact("authentication", actor.authentication().method().name())
                .fact(
                        "steppedUpAt",
                        actor.authentication()
                                .stepUpFor(intent.evidenceDigest())
                                .map(stepUp -> stepUp.at().toString())
                                .orElse(null))
                .disclose("printedName", actor.displayName())
                .disclose("comment", intent.comment())
                .build();
    }
}

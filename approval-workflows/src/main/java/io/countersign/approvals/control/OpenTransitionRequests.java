package io.countersign.approvals.control;

import io.countersign.approvals.entity.Promotion;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.problem.ProblemException;
import io.countersign.registry.TransitionRequest;
import io.countersign.registry.TransitionRequests;
import io.countersign.registry.VersionId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** The requests of this module, as the registry's Databricks calls drive them: the same use cases, the same checks. */
@ApplicationScoped
public class OpenTransitionRequests implements TransitionRequests {
    private static final String APPROVED = "approved";
    private static final int MOST = 1_000;

    @Inject
    OpenRequestList requests;

    @Inject
    SignOffs signOffs;

    @Inject
    WithdrawPromotion withdrawPromotion;

    @Override
    public List<TransitionRequest> open(VersionId version) {
        return requests.of(version, MOST).stream()
                .map(OpenTransitionRequests::view)
                .toList();
    }

    @Override
    public void approve(VersionId version, String canonicalStage, String comment, Actor actor) {
        sign(version, canonicalStage, APPROVED, comment, actor);
    }

    @Override
    public void reject(VersionId version, String canonicalStage, String comment, Actor actor) {
        sign(version, canonicalStage, GiveSignOff.REJECTED, comment, actor);
    }

    @Override
    public void withdraw(VersionId version, String canonicalStage, String comment, Actor actor) {
        withdrawPromotion.withdraw(find(version, canonicalStage).id(), comment, actor);
    }

    /** The meaning that the caller's open place asks for is theirs to give; "approve" is the word of this API for it. */
    private void sign(VersionId version, String stage, String meaning, String comment, Actor actor) {
        Promotion open = find(version, stage);
        String said = meaning.equals(APPROVED) ? requests.meaningFor(open, actor) : meaning;
        signOffs.give(open.id(), new SignOffIntent(said, comment, open.frozen().digest(), null), actor);
    }

    private Promotion find(VersionId version, String stage) {
        return requests.of(version, MOST).stream()
                .filter(open -> open.intent().targetStage().equals(stage))
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound(
                        "There is no open transition request for " + version + " into " + stage));
    }

    private static TransitionRequest view(Promotion promotion) {
        return new TransitionRequest(
                promotion.id(),
                promotion.intent().versionId(),
                promotion.intent().targetStage(),
                promotion.intent().archiveExisting(),
                promotion.involved().requester(),
                promotion.involved().requesterName(),
                promotion.requestedAt(),
                promotion.intent().rationale());
    }
}

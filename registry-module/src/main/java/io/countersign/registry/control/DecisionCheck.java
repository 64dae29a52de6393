package io.countersign.registry.control;

import io.countersign.registry.GivenSignOff;
import io.countersign.registry.TransitionDecision;
import io.countersign.registry.TransitionDemand;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a decision meets what was pinned when the request was opened. Pure: it asks nobody and trusts no process model.
 * The first check that fails is the answer.
 */
final class DecisionCheck {
    /** A sign-off with this meaning stops a transition, whatever else was given. */
    private static final String REJECTED = "rejected";

    private DecisionCheck() {}

    /**
     * How things stand at the moment of applying.
     *
     * @param outcome how the demand has ended already, null while it is open
     * @param stageAtPin stage of the version when the demand was pinned
     * @param stageNow its stage now, null when the version is gone
     * @param sealHolds whether the run still has the pinned seal
     * @param bytesHold whether the artifacts are the pinned ones
     * @param targetTaken whether the target takes one version only and another one, which is not to be archived, is in it
     * @param at the moment itself
     */
    record Situation(
            @Nullable String outcome,
            String stageAtPin,
            @Nullable String stageNow,
            boolean sealHolds,
            boolean bytesHold,
            boolean targetTaken,
            Instant at) {}

    /** What refuses a decision. */
    enum Check {
        DEMAND_OPEN,
        VERSION_EXISTS,
        STAGE_UNCHANGED,
        POLICY_SAME,
        EVIDENCE_SAME,
        EVIDENCE_SIGNED,
        NOT_REJECTED,
        DUTIES_SEPARATED,
        PERSONS_DIFFERENT,
        SIGN_OFFS_COMPLETE,
        ORDER_KEPT,
        SIGN_OFFS_FRESH,
        STEPPED_UP,
        SEAL_HOLDS,
        BYTES_HOLD,
        STAGE_FREE
    }

    /**
     * A check that failed.
     *
     * @param check which
     * @param detail what is wrong, for people; names subjects by their identifiers alone
     */
    record Refusal(Check check, String detail) {
        /** Whether it is about who signed, and so a matter of what the signers may do. */
        boolean concernsPersons() {
            return check == Check.DUTIES_SEPARATED || check == Check.PERSONS_DIFFERENT;
        }
    }

    /** The first check that the decision fails; empty when it may be applied. */
    static Optional<Refusal> refusal(TransitionDemand demand, TransitionDecision decision, Situation now) {
        return present(demand, now)
                .or(() -> digests(demand, decision))
                .or(() -> persons(demand, decision.signOffs()))
                .or(() -> complete(SignOffPlaces.fill(demand.signOffs(), decision.signOffs()), now.at()))
                .or(() -> unbroken(now));
    }

    private static Optional<Refusal> present(TransitionDemand demand, Situation now) {
        if (now.outcome() != null) {
            return no(Check.DEMAND_OPEN, "request " + demand.requestId() + " has ended already: " + now.outcome());
        }
        if (now.stageNow() == null) {
            return no(Check.VERSION_EXISTS, "version " + demand.intent().version() + " does not exist any more");
        }
        if (!now.stageNow().equals(now.stageAtPin())) {
            return no(
                    Check.STAGE_UNCHANGED,
                    "the version is in " + now.stageNow() + " and was in " + now.stageAtPin()
                            + " when the request was opened");
        }
        return Optional.empty();
    }

    private static Optional<Refusal> digests(TransitionDemand demand, TransitionDecision decision) {
        if (!decision.requestId().equals(demand.requestId())) {
            return no(Check.DEMAND_OPEN, "the decision is about another request");
        }
        if (!decision.policyDigest().equals(demand.policyDigest())) {
            return no(Check.POLICY_SAME, "the decision was made by another policy than the pinned one");
        }
        if (!decision.evidenceDigest().equals(demand.evidenceDigest())) {
            return no(Check.EVIDENCE_SAME, "the decision was made on other evidence than the pinned one");
        }
        for (GivenSignOff given : decision.signOffs()) {
            if (!given.evidenceDigest().equals(demand.evidenceDigest())) {
                return no(Check.EVIDENCE_SIGNED, "sign-off " + given.entry() + " signs other evidence");
            }
            if (given.meaning().equals(REJECTED)) {
                return no(Check.NOT_REJECTED, "sign-off " + given.entry() + " rejects the request");
            }
        }
        return Optional.empty();
    }

    private static Optional<Refusal> persons(TransitionDemand demand, List<GivenSignOff> signOffs) {
        Set<String> signers = new HashSet<>();
        for (GivenSignOff given : signOffs) {
            String signer = given.subject();
            if (signer.isBlank()) {
                return no(Check.DUTIES_SEPARATED, "sign-off " + given.entry() + " names nobody");
            }
            for (Duty duty : duties(demand)) {
                if (signer.equals(duty.subject())) {
                    return no(Check.DUTIES_SEPARATED, signer + " " + duty.deed() + " and cannot sign");
                }
            }
            if (!signers.add(signer)) {
                return no(Check.PERSONS_DIFFERENT, signer + " signed more than once");
            }
        }
        return Optional.empty();
    }

    private static List<Duty> duties(TransitionDemand demand) {
        return List.of(
                new Duty(demand.requester(), "requested the transition"),
                new Duty(demand.developer(), "made the run"),
                new Duty(demand.registrar(), "registered the version"),
                new Duty(demand.policyAuthor(), "wrote the policy"));
    }

    private static Optional<Refusal> complete(SignOffPlaces places, Instant at) {
        return places.missing()
                .flatMap(text -> no(Check.SIGN_OFFS_COMPLETE, "missing: " + text))
                .or(() -> places.outOfOrder().flatMap(text -> no(Check.ORDER_KEPT, text)))
                .or(() -> places.stale(at).flatMap(text -> no(Check.SIGN_OFFS_FRESH, text)))
                .or(() -> places.notSteppedUp().flatMap(text -> no(Check.STEPPED_UP, text)));
    }

    private static Optional<Refusal> unbroken(Situation now) {
        if (!now.sealHolds()) {
            return no(Check.SEAL_HOLDS, "the run was changed after the request was opened: its seal is broken");
        }
        if (!now.bytesHold()) {
            return no(Check.BYTES_HOLD, "the artifacts are not the ones that were registered");
        }
        if (now.targetTaken()) {
            return no(Check.STAGE_FREE, "the stage takes one version, and the one in it was not asked to be archived");
        }
        return Optional.empty();
    }

    private static Optional<Refusal> no(Check check, String detail) {
        return Optional.of(new Refusal(check, detail));
    }

    private record Duty(String subject, String deed) {}
}

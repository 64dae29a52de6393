package io.countersign.approvals.control;

import io.countersign.approvals.policy.SignOffRule;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.StepUp;
import io.countersign.platform.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Whether a signer has authenticated afresh for what they sign, where the policy asks for it (21 CFR 11.200). */
final class StepUpRule {
    private StepUpRule() {}

    /** @throws ProblemException (forbidden, {@code step-up-required}) saying where to do it */
    static void require(SignOffRule rule, String digest, Actor actor, Instant now) {
        if (rule.stepUpMinutes() == 0) {
            return;
        }
        Duration maxAge = Duration.ofMinutes(rule.stepUpMinutes());
        boolean fresh = actor.authentication()
                .stepUpFor(digest)
                .map(StepUp::at)
                .filter(at -> !at.plus(maxAge).isBefore(now))
                .isPresent();
        if (!fresh) {
            throw new ProblemException(
                    Refusals.STEP_UP,
                    "The policy asks for a fresh authentication, at most " + rule.stepUpMinutes()
                            + " minutes old, for the very evidence that you sign",
                    Map.of(
                            "digest",
                            digest,
                            "evidenceDigest",
                            digest,
                            "maxAgeSeconds",
                            Math.toIntExact(maxAge.toSeconds()),
                            "stepUp",
                            "/step-up?digest=" + digest));
        }
    }
}

package io.countersign.approvals.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.countersign.approvals.policy.SignOffRule;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.Authentication;
import io.countersign.platform.actor.Reach;
import io.countersign.platform.actor.StepUp;
import io.countersign.platform.problem.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StepUpRuleTest {
    private static final String DIGEST = "a".repeat(64);
    private static final Instant NOW = Instant.parse("2026-11-30T09:00:00Z");
    private static final SignOffRule FIVE_MINUTES = new SignOffRule("validator", "validated", 1, 365, 1, 5, 5);

    @Test
    void freshAuthenticationForTheVeryDigestIsEnough() {
        assertThatCode(() -> StepUpRule.require(FIVE_MINUTES, DIGEST, signer(DIGEST, NOW.minusSeconds(299)), NOW))
                .doesNotThrowAnyException();
    }

    @Test
    void withoutItTheAnswerSaysWhereToGiveIt() {
        for (Actor signer :
                List.of(signer("b".repeat(64), NOW), signer(DIGEST, NOW.minusSeconds(301)), Actors.person("vera"))) {
            ProblemException refused = catchThrowableOfType(
                    ProblemException.class, () -> StepUpRule.require(FIVE_MINUTES, DIGEST, signer, NOW));
            assertThat(refused.type().slug()).isEqualTo("step-up-required");
            assertThat(refused.details())
                    .containsEntry("digest", DIGEST)
                    .containsEntry("maxAgeSeconds", 300)
                    .containsEntry("stepUp", "/step-up?digest=" + DIGEST);
        }
    }

    @Test
    void whereThePolicyAsksForNoneAnyLoginWillDo() {
        SignOffRule any = new SignOffRule("validator", "validated", 1, 365);
        assertThatCode(() -> StepUpRule.require(any, DIGEST, Actors.person("vera"), NOW))
                .doesNotThrowAnyException();
    }

    private static Actor signer(String digest, Instant at) {
        return new Actor(
                Actor.Kind.PERSON,
                "vera",
                "Vera",
                Set.of(),
                "test",
                null,
                "request-1",
                new Authentication(
                        Authentication.Method.OIDC_SESSION, null, null, List.of(new StepUp(digest, at, null))),
                null,
                Reach.everything());
    }
}

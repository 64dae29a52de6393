package io.countersign.approvals.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.Role;
import io.countersign.platform.problem.ProblemException;
import io.countersign.platform.problem.ProblemType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RequestRulesTest {
    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"ENGINEER", "MODEL_OWNER"})
    void whoBuildsOrOwnsMayAsk(Role role) {
        assertThatCode(() -> RequestRules.requireMayAsk(Actors.person("erin", role)))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"ENGINEER", "MODEL_OWNER"})
    void nobodyElseMay(Role role) {
        assertForbidden(() -> RequestRules.requireMayAsk(Actors.person("erin", role)));
    }

    @Test
    void aKeyAsksOnlyForAnAccountablePerson() {
        assertThatCode(() -> RequestRules.requireMayAsk(Actors.key("key-1", "erin", Role.ENGINEER)))
                .doesNotThrowAnyException();
        assertForbidden(() -> RequestRules.requireMayAsk(Actors.serviceAccount("ci", null, Role.ENGINEER)));
        assertForbidden(() -> RequestRules.requireMayAsk(Actor.system("timer", "1")));
    }

    @Test
    void onlyPersonsSign() {
        assertThatCode(() -> RequestRules.requirePerson(Actors.person("rita", Role.RISK_APPROVER)))
                .doesNotThrowAnyException();
        assertForbidden(() -> RequestRules.requirePerson(Actors.key("key-1", "rita", Role.RISK_APPROVER)));
        assertForbidden(() -> RequestRules.requirePerson(Actors.serviceAccount("ci", "rita", Role.RISK_APPROVER)));
        assertForbidden(() -> RequestRules.requirePerson(Actor.system("timer", "1")));
    }

    private static void assertForbidden(Runnable call) {
        ProblemException refusal = catchThrowableOfType(ProblemException.class, call::run);
        assertThat(refusal.type()).isEqualTo(ProblemType.FORBIDDEN);
    }
}

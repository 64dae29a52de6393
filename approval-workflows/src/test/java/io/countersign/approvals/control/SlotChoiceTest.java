package io.countersign.approvals.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.countersign.approvals.engine.SignOffSlot;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.Role;
import io.countersign.platform.problem.ProblemException;
import io.countersign.platform.problem.ProblemType;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlotChoiceTest {
    private static final SignOffSlot VALIDATION = new SignOffSlot("validator", "validated", 1);
    private static final SignOffSlot APPROVAL = new SignOffSlot("risk-approver", "approved", 1);
    private static final SignOffSlot SECOND_APPROVAL = new SignOffSlot("risk-approver", "approved", 2);
    private static final List<SignOffSlot> OPEN = List.of(VALIDATION, APPROVAL, SECOND_APPROVAL);

    @Test
    void takesTheFirstPlaceOfTheirRole() {
        assertThat(SlotChoice.choose(OPEN, says("approved", null), Actors.person("rita", Role.RISK_APPROVER)))
                .isEqualTo(APPROVAL);
    }

    @Test
    void meaningDecidesBetweenTwoRoles() {
        Actor both = Actors.person("rita", Role.RISK_APPROVER, Role.VALIDATOR);

        assertThat(SlotChoice.choose(OPEN, says("validated", null), both)).isEqualTo(VALIDATION);
        assertThat(SlotChoice.choose(OPEN, says("approved", null), both)).isEqualTo(APPROVAL);
    }

    @Test
    void rejectsInTheRoleThatIsNamedWhenSeveralFit() {
        Actor both = Actors.person("rita", Role.RISK_APPROVER, Role.VALIDATOR);

        assertThat(type(both, says("rejected", null))).isEqualTo(ProblemType.INVALID);
        assertThat(SlotChoice.choose(OPEN, says("rejected", "validator"), both)).isEqualTo(VALIDATION);
    }

    @Test
    void refusesWhoIsNotWaitedFor() {
        assertThat(type(Actors.person("erin", Role.ENGINEER), says("approved", null)))
                .isEqualTo(ProblemType.FORBIDDEN);
        assertThat(type(Actors.person("rita", Role.RISK_APPROVER), says("validated", "validator")))
                .isEqualTo(ProblemType.FORBIDDEN);
    }

    @Test
    void refusesAnotherMeaningThanIsAskedFor() {
        assertThat(type(Actors.person("vera", Role.VALIDATOR), says("approved", null)))
                .isEqualTo(ProblemType.INVALID);
    }

    @Test
    void aRejectionSaysWhy() {
        assertThatThrownBy(() -> new SignOffIntent("rejected", " ", "ab", null))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("comment");
    }

    private static ProblemType type(Actor actor, SignOffIntent intent) {
        return catchThrowableOfType(ProblemException.class, () -> SlotChoice.choose(OPEN, intent, actor))
                .type();
    }

    private static SignOffIntent says(String meaning, String role) {
        return new SignOffIntent(meaning, "looked at it", "ab", role);
    }
}

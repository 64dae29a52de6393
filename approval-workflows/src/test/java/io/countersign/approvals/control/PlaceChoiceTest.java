package io.countersign.approvals.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.countersign.approvals.entity.Task;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.Role;
import io.countersign.platform.problem.ProblemException;
import io.countersign.platform.problem.ProblemType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PlaceChoiceTest {
    private static final UUID REQUEST = UUID.randomUUID();
    private final Task validation = place("validator", "validated", 1);
    private final Task approval = place("risk-approver", "approved", 1);
    private final Task secondApproval = place("risk-approver", "approved", 2);
    private final List<Task> open = List.of(validation, approval, secondApproval);

    @Test
    void takesTheFirstPlaceOfTheirRole() {
        assertThat(PlaceChoice.choose(open, says("approved", null), Actors.person("rita", Role.RISK_APPROVER)))
                .isSameAs(approval);
    }

    @Test
    void meaningDecidesBetweenTwoRoles() {
        Actor both = Actors.person("rita", Role.RISK_APPROVER, Role.VALIDATOR);

        assertThat(PlaceChoice.choose(open, says("validated", null), both)).isSameAs(validation);
        assertThat(PlaceChoice.choose(open, says("approved", null), both)).isSameAs(approval);
    }

    @Test
    void rejectsInTheRoleThatIsNamedWhenSeveralFit() {
        Actor both = Actors.person("rita", Role.RISK_APPROVER, Role.VALIDATOR);

        assertThat(type(both, says("rejected", null))).isEqualTo(ProblemType.INVALID);
        assertThat(PlaceChoice.choose(open, says("rejected", "validator"), both))
                .isSameAs(validation);
    }

    @Test
    void takesThePlaceThatTheyHoldAndLeavesThoseOfOthers() {
        approval.claim("rolf", "Rolf");
        assertThat(PlaceChoice.choose(open, says("approved", null), Actors.person("rita", Role.RISK_APPROVER)))
                .isSameAs(secondApproval);
        assertThat(PlaceChoice.choose(open, says("approved", null), Actors.person("rolf", Role.RISK_APPROVER)))
                .isSameAs(approval);
        secondApproval.claim("rhea", "Rhea");
        assertThat(type(Actors.person("rita", Role.RISK_APPROVER), says("approved", null)))
                .isEqualTo(Refusals.HELD_BY_OTHER);
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

    private ProblemType type(Actor actor, SignOffIntent intent) {
        return catchThrowableOfType(ProblemException.class, () -> PlaceChoice.choose(open, intent, actor))
                .type();
    }

    private static SignOffIntent says(String meaning, String role) {
        return new SignOffIntent(meaning, "looked at it", "ab", role);
    }

    private static Task place(String role, String meaning, int ordinal) {
        return new Task(new Task.Waited(
                UUID.randomUUID().toString(),
                "model-promotion",
                REQUEST,
                "sign-off",
                role,
                meaning,
                1,
                ordinal,
                "credit",
                "credit/3 to Production",
                Instant.EPOCH,
                null));
    }
}

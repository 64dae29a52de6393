package io.countersign.approvals.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SegregationOfDutiesTest {
    private static final String SIGNER = "rita";

    /** Every combination of requested, trained, registered and signed before: only who did none of it may sign. */
    @ParameterizedTest(name = "requested {0}, trained {1}, registered {2}, wrote the policy {3}, signed {4}")
    @MethodSource("relations")
    void onlySomebodyUninvolvedMaySign(
            boolean requested, boolean trained, boolean registered, boolean wrote, boolean signed) {
        SegregationOfDuties duties = new SegregationOfDuties(
                requested ? SIGNER : "erin",
                trained ? SIGNER : "dan",
                registered ? SIGNER : "greg",
                wrote ? SIGNER : "",
                signed ? Set.of("vera", SIGNER) : Set.of("vera"));

        boolean involved = requested || trained || registered || wrote || signed;
        assertThat(duties.objection(SIGNER).isPresent()).isEqualTo(involved);
    }

    static Stream<Arguments> relations() {
        List<Arguments> all = new ArrayList<>();
        for (int bits = 0; bits < 32; bits++) {
            all.add(Arguments.of((bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0, (bits & 8) != 0, (bits & 16) != 0));
        }
        return all.stream();
    }

    @Test
    void saysWhichDutyStandsAgainstIt() {
        SegregationOfDuties duties = new SegregationOfDuties("erin", "dan", "greg", "rolf", Set.of("vera"));

        assertThat(duties.objection("erin").orElseThrow().text()).contains("requested");
        assertThat(duties.objection("dan").orElseThrow().text()).contains("trained");
        assertThat(duties.objection("greg").orElseThrow().text()).contains("registered");
        assertThat(duties.objection("rolf").orElseThrow().text()).contains("wrote the policy");
        assertThat(duties.objection("vera").orElseThrow().text()).contains("signed this request already");
        assertThat(duties.objection("dan").orElseThrow().type()).isEqualTo(Refusals.DUTIES);
        assertThat(duties.objection("vera").orElseThrow().type()).isEqualTo(Refusals.ALREADY_SIGNED);
        assertThat(duties.objection(SIGNER)).isEmpty();
    }

    @Test
    void reportNamesTheRuleThatWasBroken() {
        SegregationOfDuties duties = new SegregationOfDuties("erin", "dan", "greg", "rolf", Set.of());

        assertThat(duties.check(List.of("vera", "rita"))).allMatch(SegregationOfDuties.Checked::kept);
        assertThat(duties.check(List.of("dan", "rita", "rita")))
                .filteredOn(checked -> !checked.kept())
                .extracting(SegregationOfDuties.Checked::rule)
                .containsExactly("No sign-off by the developer", "Each sign-off by a different person");
    }
}

package io.countersign.platform.actor;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.platform.actor.Reach.Kind;
import io.countersign.platform.actor.Reach.Limit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReachTest {
    private static final Limit CREDIT = new Limit(Kind.MODEL, "credit-", true);
    private static final Limit CREDIT_CARDS = new Limit(Kind.MODEL, "credit-cards-", true);
    private static final Limit ONE = new Limit(Kind.MODEL, "credit-cards-eu", false);

    @Test
    void bothReachIsTheNarrowerOfPrefixes() {
        assertThat(both(List.of(CREDIT), List.of(CREDIT_CARDS))).containsExactly(CREDIT_CARDS);
        assertThat(both(List.of(CREDIT_CARDS), List.of(CREDIT))).containsExactly(CREDIT_CARDS);
    }

    @Test
    void bothReachIsTheOneThingWithinAPrefix() {
        assertThat(both(List.of(ONE), List.of(CREDIT))).containsExactly(ONE);
        assertThat(both(List.of(CREDIT), List.of(ONE))).containsExactly(ONE);
        assertThat(both(List.of(ONE), List.of(ONE))).containsExactly(ONE);
    }

    @Test
    void aPrefixThatEqualsANameIsNoWiderThanTheName() {
        Limit prefix = new Limit(Kind.MODEL, "credit-cards-eu", true);

        assertThat(both(List.of(prefix), List.of(ONE))).containsExactly(ONE);
        assertThat(both(List.of(ONE), List.of(prefix))).containsExactly(ONE);
    }

    @Test
    void whatLiesApartReachesNothing() {
        assertThat(both(List.of(ONE), List.of(new Limit(Kind.MODEL, "fraud-", true))))
                .isEmpty();
        assertThat(both(List.of(ONE), List.of(new Limit(Kind.EXPERIMENT, "credit-", true))))
                .isEmpty();
    }

    @Test
    void aRoleThatOnlyOneNarrowsIsNarrowed() {
        Reach narrowed = new Reach(Map.of(Role.ENGINEER, List.of(CREDIT)));

        assertThat(narrowed.and(Reach.everything())).isEqualTo(narrowed);
        assertThat(Reach.everything().and(narrowed)).isEqualTo(narrowed);
        assertThat(narrowed.and(new Reach(Map.of(Role.AUDITOR, List.of()))).covers(Role.AUDITOR, Kind.MODEL, "x"))
                .isFalse();
    }

    private static List<Limit> both(List<Limit> these, List<Limit> those) {
        Reach reach = new Reach(Map.of(Role.ENGINEER, these)).and(new Reach(Map.of(Role.ENGINEER, those)));
        return reach.limits().getOrDefault(Role.ENGINEER, List.of());
    }
}

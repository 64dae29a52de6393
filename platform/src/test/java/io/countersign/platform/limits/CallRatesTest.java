package io.countersign.platform.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.platform.actor.Actor;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CallRatesTest {
    private final CallRates rates = new CallRates(1, 1, 1);

    @Test
    void burstIsTakenAndThenTheCallerMustWait() {
        Actor flooding = Actor.system("flood", "1");
        assertThat(IntStream.range(0, 10).filter(i -> rates.next(flooding).isEmpty()))
                .hasSize(10);
        assertThat(rates.next(flooding))
                .hasValueSatisfying(wait -> assertThat(wait).isPositive());
        assertThat(rates.next(Actor.system("quiet", "1"))).isEmpty();
    }

    @Test
    void refusedCredentialsOfAnAddressDoNotLockOutItsStrangers() {
        IntStream.range(0, 50).forEach(i -> rates.nextOfRefused("203.0.113.7"));
        assertThat(rates.nextOfRefused("203.0.113.7")).isPresent();
        assertThat(rates.nextOfStranger("203.0.113.7")).isEmpty();
    }

    @Test
    void zeroMeansNoLimit() {
        CallRates off = new CallRates(0, 0, 0);
        assertThat(IntStream.range(0, 10_000)
                        .allMatch(i -> off.nextOfStranger("a").isEmpty()))
                .isTrue();
    }
}

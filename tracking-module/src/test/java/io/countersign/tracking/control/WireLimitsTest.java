package io.countersign.tracking.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WireLimitsTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "test/auc/age:under_25", "mlflow.runName", "größe", "a b", "-1"})
    void acceptsKeysThatMlflowAccepts(String key) {
        assertThat(WireLimits.key("key", key)).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a//b", "./a", "a/", "..", "/a", ".", "a/../b", "a;b", "a\nb", "a=b"})
    void refusesKeysThatMlflowRefuses(String key) {
        assertThatThrownBy(() -> WireLimits.key("params[3].key", key))
                .hasMessageContaining("for parameter 'params[3].key' supplied");
    }

    @Test
    void countsCharactersNotUtf16Units() {
        assertThat(WireLimits.key("key", "ä".repeat(250))).hasSize(250);
        assertThatThrownBy(() -> WireLimits.key("key", "a".repeat(251)))
                .hasMessage("'key' exceeds the maximum length of 250 characters");
        String emoji = "\uD83D\uDE00";
        assertThat(WireLimits.paramValue("value", emoji.repeat(6_001))).isEqualTo(emoji.repeat(6_000));
        assertThat(WireLimits.tagValue("value", "x".repeat(8_001))).hasSize(8_000);
        assertThatThrownBy(() -> WireLimits.experimentTagValue("value", "x".repeat(5_001)))
                .hasMessage("'value' exceeds the maximum length of 5000 characters");
    }

    @Test
    void refusesWhatTheDatabaseCannotHoldAndTimesBeforeTheEpoch() {
        assertThatThrownBy(() -> WireLimits.tagValue("value", "a\0b"))
                .hasMessage("'value' contains a NUL character or half of a surrogate pair");
        assertThat(WireLimits.timestamp("timestamp", "m", 0)).isZero();
        assertThatThrownBy(() -> WireLimits.timestamp("metrics[0].timestamp", "m", -1))
                .hasMessageContaining("Timestamp must be a nonnegative long");
    }
}

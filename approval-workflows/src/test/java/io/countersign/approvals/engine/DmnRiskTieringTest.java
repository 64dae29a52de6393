package io.countersign.approvals.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DmnRiskTieringTest {
    private final DmnRiskTiering tiering = new DmnRiskTiering();

    @BeforeEach
    void load() {
        tiering.load();
    }

    @ParameterizedTest
    @CsvSource({
        "5,5,1", "4,4,1", "4,5,1", "5,1,2", "1,5,2", "3,3,2", "4,3,2", "4,1,3", "1,3,3", "3,2,3", "2,2,4", "1,1,4"
    })
    void scoresDecideTheTier(int exposure, int purpose, int tier) {
        assertThat(tiering.tierOf(exposure, purpose).tier()).isEqualTo(tier);
    }

    @Test
    void everyPairOfScoresHasATierAndMoreNeverMeansLess() {
        for (int exposure = 1; exposure <= 5; exposure++) {
            for (int purpose = 1; purpose <= 5; purpose++) {
                int tier = tiering.tierOf(exposure, purpose).tier();
                assertThat(tier).isBetween(1, 4);
                if (exposure < 5) {
                    assertThat(tiering.tierOf(exposure + 1, purpose).tier()).isLessThanOrEqualTo(tier);
                }
                if (purpose < 5) {
                    assertThat(tiering.tierOf(exposure, purpose + 1).tier()).isLessThanOrEqualTo(tier);
                }
            }
        }
    }

    @Test
    void answerNamesTheTable() {
        assertThat(tiering.tierOf(1, 1).table()).matches("risk-tier@[0-9a-f]{64}");
    }

    @Test
    void scoreOutOfRangeIsRefused() {
        assertThatThrownBy(() -> tiering.tierOf(0, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tiering.tierOf(3, 6)).isInstanceOf(IllegalArgumentException.class);
    }
}

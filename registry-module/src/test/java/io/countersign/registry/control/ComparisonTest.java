package io.countersign.registry.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.platform.mlflow.MlflowException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComparisonTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '^',
            value = {
                "name = 'credit', =, credit",
                "name='credit', =, credit",
                "`name` != \"credit\", !=, credit",
                "name LIKE 'cre%', like, cre%",
                "name ilike 'Cre%', ilike, Cre%"
            })
    void oneComparisonIsRead(String filter, String operator, String value) {
        assertThat(Comparison.parse(filter, Set.of("name"))).contains(new Comparison("name", operator, value));
    }

    @Test
    void noFilterIsNoComparison() {
        assertThat(Comparison.parse(null, Set.of("name"))).isEmpty();
        assertThat(Comparison.parse(" ", Set.of("name"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name = credit",
                "name = 'a' AND name = 'b'",
                "name = 'a' OR name = 'b'",
                "tags.x = 'a'",
                "version = '1'",
                "nameLIKE'x'",
                "name LIKE'x'",
                "name > 'a'",
                "name = 'it''s'",
                "name = 'a'; drop table x",
                "name"
            })
    void anythingElseIsRefused(String filter) {
        assertThatThrownBy(() -> Comparison.parse(filter, Set.of("name")))
                .isInstanceOf(MlflowException.class)
                .hasMessageStartingWith("Invalid ");
    }
}

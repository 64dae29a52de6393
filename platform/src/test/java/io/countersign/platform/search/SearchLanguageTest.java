package io.countersign.platform.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.platform.mlflow.MlflowErrorCode;
import io.countersign.platform.mlflow.MlflowException;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchLanguageTest {

    private static Comparison one(String filter) {
        return SearchLanguage.filter(filter).get(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "metrics.auc > 0.5 | metrics | auc | GREATER | 0.5",
                "metrics.`test auc`>=-1e-3 | metrics | test auc | GREATER_OR_EQUAL | -1e-3",
                "params.\"a b\" = 'x' | params | a b | EQUAL | x",
                "tags.mlflow.user != \"u\" | tags | mlflow.user | NOT_EQUAL | u",
                "start_time<5 |  | start_time | LESS | 5",
                "`start_time` <= 5 |  | start_time | LESS_OR_EQUAL | 5",
                "Run Name LIKE '%a_' |  | Run Name | LIKE | %a_",
                "tags.größe iLiKe 'É%' | tags | größe | ILIKE | É%"
            })
    void readsComparisons(String filter, String entity, String key, Operator operator, String operand) {
        assertThat(one(filter).identifier()).isEqualTo(new Identifier(entity, key));
        assertThat(one(filter).operator()).isEqualTo(operator);
        assertThat(one(filter).operand().text()).isEqualTo(operand);
        assertThat(one(filter).operand().isNumber()).isEqualTo(!filter.contains("'") && !filter.endsWith("\"u\""));
    }

    @Test
    void readsListsPresenceAndConjunctions() {
        List<Comparison> all = SearchLanguage.filter(
                "run_id IN ('a', \"b\",) AND name not in ('c') and tags.x IS NULL aNd params.`y` is not null");
        assertThat(all)
                .extracting(Comparison::operator)
                .containsExactly(Operator.IN, Operator.NOT_IN, Operator.IS_NULL, Operator.IS_NOT_NULL);
        assertThat(all.get(0).operands()).extracting(Operand::text).containsExactly("a", "b");
        assertThat(all.get(3).identifier()).isEqualTo(new Identifier("params", "y"));
        assertThat(SearchLanguage.filter("  ")).isEmpty();
    }

    @Test
    void readsOrders() {
        assertThat(SearchLanguage.order("metrics.m DESC"))
                .isEqualTo(new OrderItem(new Identifier("metrics", "m"), true));
        assertThat(SearchLanguage.order("start_time"))
                .isEqualTo(new OrderItem(new Identifier(null, "start_time"), false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a = 'x' OR b = 'y'",
                "(a = 'x')",
                "NOT a = 'x'",
                "a = 'x';",
                "a = 'x' --",
                "a = 'x' /* c */",
                "a = 'x''y'",
                "a = x",
                "a =",
                "= 'x'",
                "a == 'x'",
                "a <> 'x'",
                "a IN ()",
                "a IN (1)",
                "a IN 'x'",
                "a LIKE 5",
                "a = 'x' AND",
                "AND a = 'x'",
                "a = 'x' b = 'y'",
                "metrics. = 1",
                "a = 'x",
                "a = `x`",
                "tags.`` = 'x'",
                "a = 'x\u0000'",
                "a = 1; DROP TABLE run",
                "a\\' = 'x'",
                "$1 = 'x'",
                "? = 'x'",
                "a = ?"
            })
    void refusesWhatIsNotInTheLanguage(String filter) {
        assertThatThrownBy(() -> SearchLanguage.filter(filter))
                .isInstanceOfSatisfying(MlflowException.class, refused -> assertThat(refused.code())
                        .isEqualTo(MlflowErrorCode.INVALID_PARAMETER_VALUE));
    }

    @Test
    void boundsTheWork() {
        String many = IntStream.range(0, 101).mapToObj(i -> "a = 'x'").collect(Collectors.joining(" AND "));
        assertThatThrownBy(() -> SearchLanguage.filter(many)).hasMessageContaining("more than 100 comparisons");
        assertThatThrownBy(() -> SearchLanguage.filter("a = '" + "x".repeat(100_000) + "'"))
                .hasMessageContaining("longer than");
        assertThatThrownBy(() -> SearchLanguage.filter("(".repeat(50_000))).isInstanceOf(MlflowException.class);
    }

    @Test
    void randomTextIsParsedOrRefusedAndNothingElse() {
        fuzz(5_000, 7);
    }

    /** Long: only in the deep build. */
    @Test
    @Tag("deep")
    void muchRandomTextIsParsedOrRefusedAndNothingElse() {
        fuzz(500_000, System.nanoTime());
    }

    private static final List<String> PIECES = List.of(
            "metrics",
            "params",
            ".",
            "`",
            "'",
            "\"",
            "tags.a",
            "start_time",
            " ",
            "=",
            "!=",
            ">",
            "<=",
            "AND",
            "and",
            "OR",
            "IN",
            "NOT",
            "LIKE",
            "ILIKE",
            "IS",
            "NULL",
            "(",
            ")",
            ",",
            "0.5",
            "-1e9",
            "1e999",
            "'x'",
            "\"y\"",
            "`z`",
            ";",
            "--",
            "\\",
            "%",
            "\u0000",
            "\n",
            "é",
            "😀",
            "$1",
            "?",
            "'; DROP TABLE run; --",
            "' OR '1'='1");

    private static void fuzz(int rounds, long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < rounds; i++) {
            String text = IntStream.range(0, random.nextInt(12))
                    .mapToObj(n -> PIECES.get(random.nextInt(PIECES.size())) + (random.nextBoolean() ? " " : ""))
                    .collect(Collectors.joining());
            assertThatCode(() -> parseOrRefuse(text))
                    .as("seed %d: %s", seed, text)
                    .doesNotThrowAnyException();
        }
    }

    private static void parseOrRefuse(String text) {
        try {
            SearchLanguage.filter(text)
                    .forEach(comparison ->
                            assertThat(comparison.identifier().key()).isNotBlank());
        } catch (MlflowException refused) {
            assertThat(refused.code()).isEqualTo(MlflowErrorCode.INVALID_PARAMETER_VALUE);
        }
    }
}

package io.countersign.tracking.control;

import static io.countersign.tracking.control.TrackingFixture.ENGINEER;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.platform.mlflow.MlflowErrorCode;
import io.countersign.platform.mlflow.MlflowException;
import io.countersign.platform.paging.PageToken;
import io.countersign.tracking.entity.Lifecycle;
import io.countersign.tracking.entity.MetricPoint;
import io.countersign.tracking.entity.Param;
import io.countersign.tracking.entity.Tag;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Random filters on a real database: those that MLflow has find what its plain rules say, all others are refused, and none
 * makes the database fail.
 */
class RunSearchFuzzIT {
    private static final List<String> TEXTS =
            List.of("x", "y", "X", "a'b", "100%", "a_b", "\\", "a\\", "%", "_", "", "é", "😀", "';--", "$1");
    private static final List<Double> NUMBERS = List.of(-1.5, 0.0, 0.5, 1e300, Double.NaN);

    private static final TrackingFixture FIXTURE = new TrackingFixture();
    private static List<Logged> runs = List.of();
    private static String experiment = "";

    /** What a run logged; null for nothing. */
    private record Logged(
            String name,
            @Nullable Double metric,
            @Nullable String param,
            @Nullable String tag) {}

    /** A comparison as text, and which runs it means. */
    private record Clause(String text, Predicate<Logged> means) {}

    @BeforeAll
    static void logRuns() {
        Random random = new Random(5);
        experiment = FIXTURE.in(work -> Long.toString(work.experiments().create(ENGINEER, "fuzzed", "", List.of())));
        runs = IntStream.range(0, 40)
                .mapToObj(i -> new Logged(
                        "run-" + i,
                        random.nextInt(4) == 0 ? null : any(NUMBERS, random),
                        random.nextInt(4) == 0 ? null : any(TEXTS, random),
                        random.nextInt(4) == 0 ? null : any(TEXTS, random)))
                .toList();
        runs.forEach(RunSearchFuzzIT::log);
    }

    @AfterAll
    static void stop() {
        FIXTURE.close();
    }

    private static void log(Logged run) {
        FIXTURE.run(work -> {
            String id = work.runs()
                    .create(ENGINEER, new Runs.Start(experiment, run.name(), "", 1, List.of()))
                    .run()
                    .runId();
            work.logging()
                    .log(
                            ENGINEER,
                            id,
                            Stream.ofNullable(run.metric())
                                    .map(value -> new MetricPoint("m", value, 1, 1))
                                    .toList(),
                            Stream.ofNullable(run.param())
                                    .map(value -> new Param("p", value))
                                    .toList(),
                            Stream.ofNullable(run.tag())
                                    .map(value -> new Tag("t", value))
                                    .toList());
        });
    }

    @Test
    void someRandomFiltersFindWhatTheyMean() {
        findWhatIsMeant(300, 3);
    }

    /** Long: only in the deep build. */
    @Test
    @org.junit.jupiter.api.Tag("deep")
    void manyRandomFiltersFindWhatTheyMean() {
        findWhatIsMeant(30_000, System.nanoTime());
    }

    private static void findWhatIsMeant(int rounds, long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < rounds; i++) {
            List<Clause> clauses = IntStream.rangeClosed(0, random.nextInt(3))
                    .mapToObj(n -> clause(random))
                    .toList();
            String filter = clauses.stream().map(Clause::text).collect(Collectors.joining(" AND "));
            Set<String> meant = runs.stream()
                    .filter(run ->
                            clauses.stream().allMatch(clause -> clause.means().test(run)))
                    .map(Logged::name)
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(find(filter)).as("seed %d: %s", seed, filter).isEqualTo(meant);
        }
    }

    @Test
    void someRandomCombinationsAreAnsweredOrRefused() {
        answeredOrRefused(300, 3);
    }

    /** Long: only in the deep build. */
    @Test
    @org.junit.jupiter.api.Tag("deep")
    void manyRandomCombinationsAreAnsweredOrRefused() {
        answeredOrRefused(30_000, System.nanoTime());
    }

    private static void answeredOrRefused(int rounds, long seed) {
        List<String> keys = List.of(
                "metrics.m",
                "params.p",
                "tags.`t`",
                "start_time",
                "end_time",
                "run_id",
                "status",
                "attributes.artifact_uri",
                "datasets.name",
                "dataset.context",
                "metrics.\"never logged\"",
                "nobody.knows");
        List<String> operators =
                List.of("=", "!=", "<", ">=", "LIKE", "ILIKE", "IN", "NOT IN", "IS NULL", "IS NOT NULL");
        List<String> operands = List.of("1", "-1e308", "1e999", "'x'", "'%\\'", "\"y\"", "('a', 'b')", "('\\')", "");
        Random random = new Random(seed);
        for (int i = 0; i < rounds; i++) {
            String filter = any(keys, random) + " " + any(operators, random) + " " + any(operands, random);
            try {
                find(filter);
            } catch (MlflowException refused) {
                assertThat(refused.code())
                        .as("seed %d: %s", seed, filter)
                        .isEqualTo(MlflowErrorCode.INVALID_PARAMETER_VALUE);
            } catch (RuntimeException broken) {
                throw new AssertionError("seed " + seed + ": " + filter, broken);
            }
        }
    }

    private static Set<String> find(String filter) {
        RunSearch.Query query = new RunSearch.Query(List.of(experiment), filter, Set.of(Lifecycle.ACTIVE), List.of());
        return FIXTURE.in(work -> work.search().find(ENGINEER, query, new PageToken(0), 1_000)).items().stream()
                .map(found -> found.run().name())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Clause clause(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> number(random);
            case 1 -> text("params.p", random, Logged::param);
            default -> text("tags.t", random, Logged::tag);
        };
    }

    private static Clause number(Random random) {
        double operand = any(NUMBERS.subList(0, 4), random);
        String operator = any(List.of("=", "!=", "<", "<=", ">", ">="), random);
        return new Clause("metrics.m " + operator + " " + operand, run -> {
            Double value = run.metric();
            if (value == null || value.isNaN()) {
                return false;
            }
            int order = Double.compare(value, operand);
            return switch (operator) {
                case "=" -> order == 0;
                case "!=" -> order != 0;
                case "<" -> order < 0;
                case "<=" -> order <= 0;
                case ">" -> order > 0;
                default -> order >= 0;
            };
        });
    }

    private static Clause text(String key, Random random, java.util.function.Function<Logged, @Nullable String> of) {
        String operand = any(TEXTS, random);
        String operator = any(List.of("=", "!=", "LIKE", "ILIKE", "IS NULL", "IS NOT NULL"), random);
        String quote = operand.contains("'") ? "\"" : "'";
        String text = key + " " + operator + (operator.startsWith("IS") ? "" : " " + quote + operand + quote);
        return new Clause(text, run -> {
            String value = of.apply(run);
            if (value == null) {
                return operator.equals("IS NULL");
            }
            return switch (operator) {
                case "=" -> value.equals(operand);
                case "!=" -> !value.equals(operand);
                case "LIKE" -> like(operand, 0).matcher(value).matches();
                case "ILIKE" ->
                    like(operand, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                            .matcher(value)
                            .matches();
                default -> operator.equals("IS NOT NULL");
            };
        });
    }

    private static Pattern like(String pattern, int flags) {
        String regex = pattern.codePoints()
                .mapToObj(c -> c == '%' ? ".*" : c == '_' ? "." : Pattern.quote(Character.toString(c)))
                .collect(Collectors.joining());
        return Pattern.compile(regex, flags | Pattern.DOTALL);
    }

    private static <T> T any(List<T> from, Random random) {
        return from.get(random.nextInt(from.size()));
    }
}

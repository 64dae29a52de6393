package io.countersign.tracking.control;

import static io.countersign.tracking.control.TrackingFixture.ENGINEER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.platform.mlflow.MlflowErrorCode;
import io.countersign.platform.mlflow.MlflowException;
import io.countersign.platform.paging.Page;
import io.countersign.platform.paging.PageToken;
import io.countersign.tracking.entity.Dataset;
import io.countersign.tracking.entity.DatasetInput;
import io.countersign.tracking.entity.Lifecycle;
import io.countersign.tracking.entity.MetricPoint;
import io.countersign.tracking.entity.Param;
import io.countersign.tracking.entity.Tag;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Four runs, oldest first: one (m 0.5), two (m 0.9), nan (m NaN), none (nothing logged). */
class RunSearchIT {
    private static TrackingFixture fixture;
    private static String experiment;

    @BeforeAll
    static void start() {
        fixture = new TrackingFixture();
        experiment = fixture.in(work -> Long.toString(work.experiments().create(ENGINEER, "search", "", List.of())));
        run("one", 1, 0.5, new Param("p", "x"), new Tag("t", "a'b"));
        run("two", 2, 0.9, new Param("p", "y"), new Tag("t", "A%"));
        run("nan", 3, Double.NaN, new Param("a b", "z"), new Tag("u.v", "1"));
        create("none", 4);
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    private static String create(String name, long start) {
        return fixture.in(work -> work.runs()
                .create(ENGINEER, new Runs.Start(experiment, name, "me", start, List.of()))
                .run()
                .runId());
    }

    private static void run(String name, long start, double metric, Param param, Tag tag) {
        String run = create(name, start);
        Dataset dataset = new Dataset("credit", "d-" + name, "local", "{}", null, null);
        fixture.run(work -> work.logging()
                .log(
                        ENGINEER,
                        run,
                        List.of(new MetricPoint("m", metric, 1, 1), new MetricPoint("test/auc", metric, 1, 1)),
                        List.of(param),
                        List.of(tag)));
        fixture.run(work -> work.logging()
                .logInputs(
                        ENGINEER,
                        run,
                        List.of(new DatasetInput(dataset, List.of(new Tag(Tag.DATASET_CONTEXT, name)))),
                        List.of()));
    }

    private static List<String> find(String filter, String... order) {
        return names(page(filter, 100, new PageToken(0), order));
    }

    private static Page<Runs.Loaded> page(String filter, int size, PageToken from, String... order) {
        RunSearch.Query query =
                new RunSearch.Query(List.of(experiment), filter, Set.of(Lifecycle.ACTIVE), Arrays.asList(order));
        return fixture.in(work -> work.search().find(ENGINEER, query, from, size));
    }

    private static List<String> names(Page<Runs.Loaded> page) {
        return page.items().stream().map(loaded -> loaded.run().name()).toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "| none nan two one",
                "metrics.m > 0.5 | two",
                "metrics.m >= .5 and metric.m < 0.9 | one",
                "metrics.m != 0.5 | two",
                "metrics.`test/auc` = 9e-1 | two",
                "metrics.test/auc>0.6 | two",
                "params.p = 'x' | one",
                "params.p != 'x' | two",
                "parameter.\"a b\" = \"z\" | nan",
                "tags.t LIKE 'A%' | two",
                "tags.t ilike 'a%' | two one",
                "tags.t = \"a'b\" | one",
                "tags.u.v = '1' | nan",
                "tags.`mlflow.runName` = 'none' | none",
                "attributes.run_name = 'one' | one",
                "Run Name = 'one' | one",
                "run.`Run name` LIKE 'n%' | none nan",
                "start_time >= 3 AND status = 'RUNNING' | none nan",
                "end_time > 0 |",
                "datasets.name = 'credit' AND dataset.digest IN ('d-one', 'd-two') | two one",
                "datasets.context = 'nan' | nan",
                "run_id NOT IN ('x') | none nan two one",
                "run_id IN ('x') |",
                "params.p = 'x'' OR 1=1 --' | refused"
            })
    void findsWhatMlflowFinds(String filter, String expected) {
        String text = filter == null ? "" : filter;
        if ("refused".equals(expected)) {
            assertThatThrownBy(() -> find(text)).isInstanceOf(MlflowException.class);
            return;
        }
        assertThat(find(text)).containsExactly(expected == null ? new String[0] : expected.split(" "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "metrics.m > 'x'",
                "params.p > 'x'",
                "params.p = 1",
                "params.p = x",
                "metrics.m LIKE 'x'",
                "params.p IN ('x')",
                "metrics.m > 1 OR metrics.m < 0",
                "(metrics.m > 1)",
                "metrics.m > 1;",
                "metrics.m",
                "nonsense.m > 1",
                "nonsense = 'x'",
                "dataset.source = 'x'",
                "metrics. > 1",
                "run_id IN ()",
                "run_id IN 'x'",
                "tags.t = 'a\u0000b'",
                "tags.t = 'open",
                "start_time > '1'; DROP TABLE tracking.run"
            })
    void refusesWhatIsNotInTheLanguage(String filter) {
        assertThatThrownBy(() -> find(filter))
                .isInstanceOfSatisfying(MlflowException.class, refused -> assertThat(refused.code())
                        .isEqualTo(MlflowErrorCode.INVALID_PARAMETER_VALUE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x' OR '1'='1",
                "x'); DELETE FROM tracking.run; --",
                "x\\' OR 1=1 --",
                "$$; SELECT pg_sleep(10) --"
            })
    void valuesAndKeysNeverBecomeSql(String attack) {
        assertThat(find("tags.t = \"" + attack + "\"")).isEmpty();
        assertThat(find("tags.`" + attack + "` = 'x'")).isEmpty();
        assertThat(find("", "tags.`" + attack + "`")).hasSize(4);
        assertThat(find("")).hasSize(4);
    }

    @Test
    void ordersWithMissingLastInBothDirectionsAndNanBeforeMissing() {
        assertThat(find("", "metrics.m")).containsExactly("one", "two", "nan", "none");
        assertThat(find("", "metrics.m DESC")).containsExactly("two", "one", "nan", "none");
        assertThat(find("", "params.p desc", "start_time ASC")).containsExactly("two", "one", "nan", "none");
        assertThat(find("", "attribute.start_time asc")).containsExactly("one", "two", "nan", "none");
        assertThatThrownBy(() -> find("", "metrics.m", "metric.m DESC")).hasMessageContaining("duplicate fields");
        assertThatThrownBy(() -> find("", "dataset.name")).isInstanceOf(MlflowException.class);
        assertThatThrownBy(() -> find("", "metrics.m; DROP TABLE run")).isInstanceOf(MlflowException.class);
    }

    @Test
    void pagesFollowEachOther() {
        Page<Runs.Loaded> first = page("", 3, new PageToken(0), "metrics.m");
        assertThat(names(first)).containsExactly("one", "two", "nan");
        Page<Runs.Loaded> second = page("", 3, PageToken.parse(first.nextPageToken()), "metrics.m");
        assertThat(names(second)).containsExactly("none");
        assertThat(second.nextPageToken()).isNull();
    }

    @Test
    void noExperimentMeansNoRun() {
        RunSearch.Query nowhere = new RunSearch.Query(List.of(), "", Set.of(Lifecycle.ACTIVE), List.of());
        assertThat(fixture.in(work -> work.search().find(ENGINEER, nowhere, new PageToken(0), 10))
                        .items())
                .isEmpty();
    }
}

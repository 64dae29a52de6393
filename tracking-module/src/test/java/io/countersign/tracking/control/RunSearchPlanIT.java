package io.countersign.tracking.control;

import static io.countersign.tracking.control.TrackingFixture.ENGINEER;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.tracking.entity.Lifecycle;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Among 20,000 runs, searches begin with the rarest comparison and read no table from end to end. */
class RunSearchPlanIT {
    private static TrackingFixture fixture;

    @BeforeAll
    static void start() throws SQLException {
        fixture = new TrackingFixture();
        try (Connection connection = fixture.database().owner().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO tracking.metric_key (name) VALUES ('m1'), ('m2')");
            statement.execute("""
                    INSERT INTO tracking.run (run_id, experiment, name, user_id, status, lifecycle, start_time, artifact_uri,
                                              started_by, started_by_name, dirty)
                    SELECT md5(n::text), 0, 'r', 'u', 'FINISHED', 'ACTIVE', n, 'x', 's', 's', true
                    FROM generate_series(1, 20000) n
                    """);
            statement.execute("""
                    INSERT INTO tracking.param (run, key, value)
                    SELECT r.id, 'p' || k, CASE k WHEN 1 THEN (r.id % 100)::text ELSE 'same' END
                    FROM tracking.run r, generate_series(1, 5) k
                    """);
            statement.execute("""
                    INSERT INTO tracking.tag (run, key, value)
                    SELECT r.id, 't' || k, (r.id % (1000 / k))::text FROM tracking.run r, generate_series(1, 3) k
                    """);
            statement.execute("""
                    INSERT INTO tracking.latest_metric (run, key, step, ts, value, is_nan)
                    SELECT r.id, k.id, 0, 0, (r.id * 7919 % 20000) / 20000.0, false FROM tracking.run r, tracking.metric_key k
                    """);
            statement.execute("VACUUM (ANALYZE)");
        }
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    private static String plan(String filter, String... order) {
        RunSearch.Query query =
                new RunSearch.Query(List.of("0"), filter, Set.of(Lifecycle.ACTIVE), Arrays.asList(order));
        return fixture.in(work -> work.database().sql(connection -> {
            SqlText sql = new SqlText()
                    .add("EXPLAIN ")
                    .add(work.search().statement(connection, ENGINEER, query))
                    .add(" LIMIT 101 OFFSET 0");
            return String.join("\n", Sql.list(connection, sql.text(), row -> row.getString(1), sql.arguments()));
        }));
    }

    @Test
    void aParamIsFoundByItsValue() {
        assertThat(plan("metrics.m1 > 0.5 and params.p1 = '7'", "metrics.m2 DESC"))
                .contains("param_by_value", "Index Only Scan using latest_metric_pkey", "run_pkey")
                .doesNotContain("Seq Scan on");
    }

    @Test
    void aTagIsFoundByItsValue() {
        assertThat(plan("tags.t1 = '7'")).contains("tag_by_value").doesNotContain("Seq Scan on");
    }

    @Test
    void aRareMetricIsFoundByItsValue() {
        assertThat(plan("metrics.m1 > 0.999"))
                .contains("latest_metric_by_value")
                .doesNotContain("Seq Scan on");
    }

    @Test
    void theNewestRunsAreReadInTheirOrder() {
        assertThat(plan("")).contains("run_by_experiment").doesNotContain("Seq Scan on", "Sort Key");
    }

    @Test
    void aRunIsFoundByItsId() {
        assertThat(plan("run_id IN ('c4ca4238a0b923820dcc509a6f75849b')"))
                .contains("run_id_taken")
                .doesNotContain("Seq Scan on");
    }
}

package io.countersign.bench;

import io.countersign.systemtests.Api;
import io.countersign.systemtests.Countersign;
import io.countersign.systemtests.People;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A page of 50 of the task list among 10,000 open tasks, through the API: percentiles. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class TaskListBenchmark {
    private static final int TASKS = 10_000;

    private final Api approver = People.as("approver1");

    @Setup(Level.Trial)
    public void seed() throws SQLException {
        try (Connection database = Countersign.running().database();
                Statement statement = database.createStatement()) {
            statement.execute("""
                    INSERT INTO approvals.promotion (id, model, model_version, target_stage, archive_existing, rationale,
                        requester, requester_name, developer, developer_name, registrar, registrar_name, requested_at, tier,
                        policy_id, policy_version, policy_digest, run_id, seal_digest, evidence, evidence_digest, thresholds,
                        required_sign_offs, state)
                    SELECT gen_random_uuid(), 'seeded-task-' || i, 1, 'Production', false, 'seeded', 'seed', 'Seed', 'seed',
                        'Seed', 'seed', 'Seed', now() - i * interval '1 second', 3, p.id, p.version, p.digest, 'run', 'seal',
                        '{}'::bytea, encode(sha256('{}'::bytea), 'hex'), '[]',
                        '[{"role":"risk-approver","meaning":"approved","count":1,"validityDays":0}]', 'open'
                    FROM generate_series(1, %d) AS i, approvals.policy p WHERE p.version = 1
                    """.formatted(TASKS));
            statement.execute("""
                    INSERT INTO approvals.task (id, process, request_id, step, role, meaning, round, ordinal, model, title, created_at)
                    SELECT 'seeded-' || p.id, 'model-promotion', p.id, 'sign-off', 'risk-approver', 'approved', 1, 1, p.model,
                        p.model || '/1 to Production', p.requested_at
                    FROM approvals.promotion p WHERE p.model LIKE 'seeded-task-%'
                    """);
            statement.execute("ANALYZE approvals.promotion, approvals.task");
        }
    }

    @Benchmark
    public int page() {
        Api.Answer answer = approver.get("/api/v1/tasks?maxResults=50");
        if (answer.status() != 200) {
            throw new IllegalStateException(answer.toString());
        }
        return answer.json().path("items").size();
    }
}

package io.countersign.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.countersign.systemtests.Countersign;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A run made through the API, and its number in the database for the floors. */
record BenchRun(String runId, long number, String artifactRoot) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static BenchRun create(Caller caller) {
        JsonNode info = json(caller.post("/api/2.0/mlflow/runs/create", "{\"experiment_id\":\"0\"}"))
                .at("/run/info");
        String runId = info.path("run_id").textValue();
        return new BenchRun(runId, number(runId), info.path("artifact_uri").textValue());
    }

    /** A run with a series {@code loss} of so many points, from step 0 on; all but the first by plain SQL. */
    static BenchRun withSeries(Caller caller, int points) throws SQLException {
        BenchRun run = create(caller);
        caller.post(
                "/api/2.0/mlflow/runs/log-metric",
                "{\"run_id\":\"" + run.runId() + "\",\"key\":\"loss\",\"value\":1,\"timestamp\":1700000000000,\"step\":0}");
        try (Connection database = Countersign.running().database();
                PreparedStatement insert = database.prepareStatement("""
                        INSERT INTO tracking.metric_point (run, key, step, ts, value, is_nan)
                        SELECT ?, k.id, step, 1700000000000 + step, 1 / (1.0 + step), false
                        FROM tracking.metric_key k, generate_series(1, ?) AS step WHERE k.name = 'loss'
                        """);
                Statement vacuum = database.createStatement()) {
            insert.setLong(1, run.number());
            insert.setInt(2, points - 1);
            insert.executeUpdate();
            vacuum.execute("VACUUM (ANALYZE) tracking.metric_point");
        }
        return run;
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException(text, broken);
        }
    }

    private static long number(String runId) {
        try (Connection database = Countersign.running().database();
                PreparedStatement find = database.prepareStatement("SELECT id FROM tracking.run WHERE run_id = ?")) {
            find.setString(1, runId);
            try (ResultSet row = find.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}

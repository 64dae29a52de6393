package io.countersign.tracking.view;

import io.countersign.platform.actor.Actor;
import io.countersign.tracking.ArtifactFile;
import io.countersign.tracking.ArtifactManifest;
import io.countersign.tracking.control.ExperimentAccess;
import io.countersign.tracking.control.Sql;
import io.countersign.tracking.scorecard.RunFacts;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/** What stands beside a run's content: who started it, its seal, its relations. */
final class RunRecords {
    private RunRecords() {}

    /** Beside content. @param experiment name of its experiment @param sealed open, sealed or dirty */
    record Beside(String experiment, RunFacts.Starter starter, String sealed) {}

    /** A run that names another as its parent. */
    record Child(String id, String name, String status) {}

    /** The last seal. */
    record Seal(String digest, Instant sealedAt, String ledgerEntry) {}

    static Map<Long, Beside> beside(Connection connection, long[] runs) throws SQLException {
        Map<Long, Beside> beside = new HashMap<>();
        Sql.each(
                connection,
                "SELECT r.id, e.name, r.started_by, r.started_by_name, CASE"
                        + " WHEN NOT EXISTS (SELECT FROM tracking.seal s WHERE s.run = r.id) THEN 'open'"
                        + " WHEN r.dirty THEN 'dirty' ELSE 'sealed' END"
                        + " FROM tracking.run r JOIN tracking.experiment e ON e.id = r.experiment WHERE r.id = ANY (?)",
                row -> beside.put(
                        row.getLong(1),
                        new Beside(
                                row.getString(2),
                                new RunFacts.Starter(row.getString(3), row.getString(4)),
                                row.getString(5))),
                (Object) runs);
        return beside;
    }

    static ArtifactManifest artifacts(Connection connection, long run) throws SQLException {
        return ArtifactManifest.of(Sql.list(
                connection,
                "SELECT path, size_bytes, encode(sha256, 'hex') FROM tracking.artifact WHERE run = ? ORDER BY path",
                row -> new ArtifactFile(row.getString(1), row.getLong(2), row.getString(3)),
                run));
    }

    static long comments(Connection connection, long run) throws SQLException {
        return number(connection, "SELECT count(*) FROM tracking.run_comment WHERE run = ?", run);
    }

    static long children(Connection connection, String runId) throws SQLException {
        return number(
                connection,
                "SELECT count(*) FROM tracking.tag t WHERE t.key = 'mlflow.parentRunId' AND t.value = ?",
                runId);
    }

    /** Nested runs of experiments that can be read, newest first. */
    static List<Child> children(Connection connection, Actor actor, String runId, int most) throws SQLException {
        Predicate<String> readable = ExperimentAccess.readable(actor);
        return Sql.list(
                        connection,
                        "SELECT r.run_id, r.name, r.status, e.name FROM tracking.tag t JOIN tracking.run r ON r.id = t.run"
                                + " JOIN tracking.experiment e ON e.id = r.experiment"
                                + " WHERE t.key = 'mlflow.parentRunId' AND t.value = ? ORDER BY r.id DESC LIMIT ?",
                        row -> readable.test(row.getString(4)) ? Optional.of(child(row)) : Optional.<Child>empty(),
                        runId,
                        most)
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private static Child child(ResultSet row) throws SQLException {
        return new Child(row.getString(1), row.getString(2), row.getString(3));
    }

    static boolean known(Connection connection, String runId) throws SQLException {
        return number(connection, "SELECT count(*) FROM tracking.run WHERE run_id = ?", runId) > 0;
    }

    static boolean held(Connection connection, long run) throws SQLException {
        return number(
                        connection,
                        "SELECT count(*) FROM tracking.legal_hold h JOIN tracking.run r ON r.id = ? WHERE h.lifted_at"
                                + " IS NULL AND ((h.kind = 'run' AND h.subject = r.run_id)"
                                + " OR (h.kind = 'experiment' AND h.subject = r.experiment::text))",
                        run)
                > 0;
    }

    static Optional<Seal> seal(Connection connection, long run) throws SQLException {
        return Sql.first(
                connection,
                "SELECT encode(digest, 'hex'), sealed_at, entry FROM tracking.seal WHERE run = ? ORDER BY id DESC LIMIT 1",
                row -> new Seal(
                        row.getString(1),
                        row.getObject(2, OffsetDateTime.class).toInstant(),
                        row.getObject(3, UUID.class).toString()),
                run);
    }

    private static long number(Connection connection, String sql, Object argument) throws SQLException {
        return Sql.first(connection, sql, row -> row.getLong(1), argument).orElse(0L);
    }
}

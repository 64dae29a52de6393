package io.countersign.tracking.lineage;

import io.countersign.tracking.LineageNode;
import io.countersign.tracking.RunId;
import io.countersign.tracking.control.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Edges that follow from what runs logged: nobody has to tell them, and they are never stale. */
final class RunEdges {
    private static final String PARENT = "mlflow.parentRunId";
    private static final String JOB_RUN = "openlineage.runId";

    private static final String MADE = "SELECT l.model_id, r.run_id FROM tracking.logged_model l"
            + " JOIN tracking.run r ON r.id = l.source_run WHERE l.lifecycle = 'ACTIVE' AND ";

    private final Connection connection;
    private final int limit;

    RunEdges(Connection connection, int limit) {
        this.connection = connection;
        this.limit = limit;
    }

    List<StoredGraph.Edge> above(Collection<LineageNode> nodes) throws SQLException {
        String[] runs = ids(nodes, LineageNode.Kind.RUN);
        List<StoredGraph.Edge> edges = new ArrayList<>();
        if (runs.length > 0) {
            edges.addAll(read(
                    "SELECT d.name, d.digest, r.run_id FROM tracking.run r JOIN tracking.input i ON i.run = r.id"
                            + " JOIN tracking.dataset d ON d.id = i.dataset WHERE r.run_id = ANY (?) LIMIT ?",
                    RunEdges::datasetToRun,
                    (Object) runs));
            edges.addAll(read(tagged("r.run_id"), RunEdges::tagToRun, PARENT, runs));
            edges.addAll(read(tagged("r.run_id"), RunEdges::jobRunToRun, JOB_RUN, runs));
            edges.addAll(read(used("r.run_id", "INPUT"), RunEdges::modelToRun, (Object) runs));
        }
        String[] models = ids(nodes, LineageNode.Kind.LOGGED_MODEL);
        if (models.length > 0) {
            edges.addAll(read(used("l.model_id", "OUTPUT"), RunEdges::runToModel, (Object) models));
            edges.addAll(read(MADE + "l.model_id = ANY (?) LIMIT ?", RunEdges::runToModel, (Object) models));
        }
        return edges;
    }

    List<StoredGraph.Edge> below(Collection<LineageNode> nodes) throws SQLException {
        List<StoredGraph.Edge> edges = new ArrayList<>();
        String[] runs = ids(nodes, LineageNode.Kind.RUN);
        if (runs.length > 0) {
            edges.addAll(read(tagged("t.value"), RunEdges::tagToRun, PARENT, runs));
            edges.addAll(read(used("r.run_id", "OUTPUT"), RunEdges::runToModel, (Object) runs));
            edges.addAll(read(MADE + "r.run_id = ANY (?) LIMIT ?", RunEdges::runToModel, (Object) runs));
        }
        String[] models = ids(nodes, LineageNode.Kind.LOGGED_MODEL);
        if (models.length > 0) {
            edges.addAll(read(used("l.model_id", "INPUT"), RunEdges::modelToRun, (Object) models));
        }
        String[] jobRuns = ids(nodes, LineageNode.Kind.JOB_RUN);
        if (jobRuns.length > 0) {
            edges.addAll(read(tagged("t.value"), RunEdges::jobRunToRun, JOB_RUN, jobRuns));
        }
        List<String> logged = nodes.stream()
                .filter(node -> node.kind() == LineageNode.Kind.DATASET
                        && node.parts().get(0).equals("mlflow"))
                .map(node -> node.parts().get(1))
                .filter(name -> name.lastIndexOf('@') > 0)
                .toList();
        if (!logged.isEmpty()) {
            edges.addAll(read(
                    "SELECT d.name, d.digest, r.run_id FROM unnest(?::text[], ?::text[]) AS asked (name, digest)"
                            + " JOIN tracking.dataset d ON d.name = asked.name AND d.digest = asked.digest"
                            + " JOIN tracking.input i ON i.dataset = d.id JOIN tracking.run r ON r.id = i.run"
                            + " ORDER BY r.id DESC LIMIT ?",
                    RunEdges::datasetToRun,
                    logged.stream()
                            .map(name -> name.substring(0, name.lastIndexOf('@')))
                            .toArray(String[]::new),
                    logged.stream()
                            .map(name -> name.substring(name.lastIndexOf('@') + 1))
                            .toArray(String[]::new)));
        }
        return edges;
    }

    private static String tagged(String by) {
        return "SELECT t.value, r.run_id FROM tracking.tag t JOIN tracking.run r ON r.id = t.run WHERE t.key = ? AND "
                + by + " = ANY (?) ORDER BY r.id DESC LIMIT ?";
    }

    private static String used(String by, String use) {
        return "SELECT l.model_id, r.run_id FROM tracking.run_model u JOIN tracking.logged_model l ON l.id = u.model"
                + " JOIN tracking.run r ON r.id = u.run WHERE l.lifecycle = 'ACTIVE' AND u.use = '" + use + "' AND "
                + by
                + " = ANY (?) ORDER BY r.id DESC LIMIT ?";
    }

    private static Optional<StoredGraph.Edge> modelToRun(ResultSet row) throws SQLException {
        return Optional.of(new StoredGraph.Edge(
                LineageNode.loggedModel(row.getString(1)), LineageNode.run(new RunId(row.getString(2)))));
    }

    private static Optional<StoredGraph.Edge> runToModel(ResultSet row) throws SQLException {
        return Optional.of(new StoredGraph.Edge(
                LineageNode.run(new RunId(row.getString(2))), LineageNode.loggedModel(row.getString(1))));
    }

    private List<StoredGraph.Edge> read(String sql, Sql.RowReader<Optional<StoredGraph.Edge>> reader, Object... asked)
            throws SQLException {
        Object[] arguments = Arrays.copyOf(asked, asked.length + 1);
        arguments[asked.length] = limit;
        return Sql.list(connection, sql, reader, arguments).stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<StoredGraph.Edge> datasetToRun(ResultSet row) throws SQLException {
        return Optional.of(new StoredGraph.Edge(
                LineageNode.loggedDataset(row.getString(1), row.getString(2)),
                LineageNode.run(new RunId(row.getString(3)))));
    }

    /** A tag is whatever somebody wrote; one that is no id says nothing. */
    private static Optional<StoredGraph.Edge> tagToRun(ResultSet row) throws SQLException {
        try {
            return Optional.of(new StoredGraph.Edge(
                    LineageNode.run(new RunId(row.getString(1))), LineageNode.run(new RunId(row.getString(2)))));
        } catch (IllegalArgumentException noRunId) {
            return Optional.empty();
        }
    }

    private static Optional<StoredGraph.Edge> jobRunToRun(ResultSet row) throws SQLException {
        try {
            return Optional.of(new StoredGraph.Edge(
                    LineageNode.jobRun(UUID.fromString(row.getString(1))),
                    LineageNode.run(new RunId(row.getString(2)))));
        } catch (IllegalArgumentException noUuid) {
            return Optional.empty();
        }
    }

    private static String[] ids(Collection<LineageNode> nodes, LineageNode.Kind kind) {
        return nodes.stream()
                .filter(node -> node.kind() == kind)
                .map(node -> node.parts().get(0))
                .toArray(String[]::new);
    }
}

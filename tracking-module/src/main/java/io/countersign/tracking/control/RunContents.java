package io.countersign.tracking.control;

import io.countersign.tracking.entity.Dataset;
import io.countersign.tracking.entity.DatasetInput;
import io.countersign.tracking.entity.MetricPoint;
import io.countersign.tracking.entity.ModelUse;
import io.countersign.tracking.entity.Param;
import io.countersign.tracking.entity.RunContent;
import io.countersign.tracking.entity.Tag;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads what runs logged: a fixed number of statements for any number of runs. */
final class RunContents {
    private final Connection connection;
    private final long[] runs;

    private RunContents(Connection connection, long[] runs) {
        this.connection = connection;
        this.runs = runs;
    }

    static RunContent of(Connection connection, long run) throws SQLException {
        return of(connection, new long[] {run}).getOrDefault(run, RunContent.NOTHING);
    }

    /** Content by run; every run asked for has one. */
    static Map<Long, RunContent> of(Connection connection, long[] runs) throws SQLException {
        RunContents reader = new RunContents(connection, runs);
        Map<Long, List<Param>> params = reader.grouped(
                "SELECT run, key, value FROM tracking.param WHERE run = ANY (?) ORDER BY run, key",
                row -> new Param(row.getString(2), row.getString(3)));
        Map<Long, List<Tag>> tags = reader.grouped(
                "SELECT run, key, value FROM tracking.tag WHERE run = ANY (?) ORDER BY run, key",
                row -> new Tag(row.getString(2), row.getString(3)));
        Map<Long, List<MetricPoint>> metrics = reader.grouped(
                "SELECT m.run, k.name, m.value, m.is_nan, m.ts, m.step FROM tracking.latest_metric m"
                        + " JOIN tracking.metric_key k ON k.id = m.key WHERE m.run = ANY (?) ORDER BY m.run, k.name",
                row -> new MetricPoint(
                        row.getString(2),
                        row.getBoolean(4) ? Double.NaN : row.getDouble(3),
                        row.getLong(5),
                        row.getLong(6)));
        Map<Long, List<DatasetInput>> inputs = reader.inputs();
        Map<Long, List<ModelUse>> models = reader.grouped(
                "SELECT u.run, l.model_id, u.use, u.step FROM tracking.run_model u"
                        + " JOIN tracking.logged_model l ON l.id = u.model WHERE u.run = ANY (?)"
                        + " ORDER BY u.run, u.use, u.step, l.model_id",
                row -> new ModelUse(row.getString(2), ModelUse.Use.valueOf(row.getString(3)), row.getLong(4)));
        Map<Long, RunContent> contents = new HashMap<>();
        for (long run : runs) {
            contents.put(
                    run,
                    new RunContent(
                            params.getOrDefault(run, List.of()),
                            metrics.getOrDefault(run, List.of()),
                            tags.getOrDefault(run, List.of()),
                            inputs.getOrDefault(run, List.of()),
                            models.getOrDefault(run, List.of())));
        }
        return contents;
    }

    private Map<Long, List<DatasetInput>> inputs() throws SQLException {
        Map<Long, Map<Long, List<Tag>>> tags = new HashMap<>();
        Sql.each(
                connection,
                "SELECT run, dataset, key, value FROM tracking.input_tag WHERE run = ANY (?) ORDER BY run, dataset, key",
                row -> tags.computeIfAbsent(row.getLong(1), run -> new LinkedHashMap<>())
                        .computeIfAbsent(row.getLong(2), dataset -> new ArrayList<>())
                        .add(new Tag(row.getString(3), row.getString(4))),
                (Object) runs);
        return grouped(
                "SELECT i.run, i.dataset, d.name, d.digest, d.source_type, d.source, d.schema, d.profile"
                        + " FROM tracking.input i JOIN tracking.dataset d ON d.id = i.dataset WHERE i.run = ANY (?)"
                        + " ORDER BY i.run, d.name, d.digest",
                row -> new DatasetInput(
                        new Dataset(
                                row.getString(3),
                                row.getString(4),
                                row.getString(5),
                                row.getString(6),
                                row.getString(7),
                                row.getString(8)),
                        tags.getOrDefault(row.getLong(1), Map.of()).getOrDefault(row.getLong(2), List.of())));
    }

    private <T> Map<Long, List<T>> grouped(String sql, Sql.RowReader<T> reader) throws SQLException {
        Map<Long, List<T>> found = new HashMap<>();
        Sql.each(
                connection,
                sql,
                row -> found.computeIfAbsent(row.getLong(1), run -> new ArrayList<>())
                        .add(reader.read(row)),
                (Object) runs);
        return found;
    }
}

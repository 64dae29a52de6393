package io.countersign.tracking.control;

import io.countersign.tracking.entity.Dataset;
import io.countersign.tracking.entity.DatasetInput;
import io.countersign.tracking.entity.MetricPoint;
import io.countersign.tracking.entity.ModelUse;
import io.countersign.tracking.entity.Param;
import io.countersign.tracking.entity.RunContent;
import io.countersign.tracking.entity.Tag;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads what runs logged: a fixed number of statements for any number of runs, and one round trip for a single run. */
final class RunContents {
    private static final String PARAMS =
            "SELECT run, key, value FROM tracking.param WHERE run = ANY (?) ORDER BY run, key";
    private static final String TAGS = "SELECT run, key, value FROM tracking.tag WHERE run = ANY (?) ORDER BY run, key";
    private static final String METRICS =
            "SELECT m.run, k.name, m.value, m.is_nan, m.ts, m.step FROM tracking.latest_metric m"
                    + " JOIN tracking.metric_key k ON k.id = m.key WHERE m.run = ANY (?) ORDER BY m.run, k.name";
    private static final String INPUT_TAGS =
            "SELECT run, dataset, key, value FROM tracking.input_tag WHERE run = ANY (?) ORDER BY run, dataset, key";
    private static final String INPUTS =
            "SELECT i.run, i.dataset, d.name, d.digest, d.source_type, d.source, d.schema, d.profile"
                    + " FROM tracking.input i JOIN tracking.dataset d ON d.id = i.dataset WHERE i.run = ANY (?)"
                    + " ORDER BY i.run, d.name, d.digest";
    private static final String MODELS = "SELECT u.run, l.model_id, u.use, u.step FROM tracking.run_model u"
            + " JOIN tracking.logged_model l ON l.id = u.model WHERE u.run = ANY (?)"
            + " ORDER BY u.run, u.use, u.step, l.model_id";

    private final Map<Long, List<Param>> params = new HashMap<>();
    private final Map<Long, List<Tag>> tags = new HashMap<>();
    private final Map<Long, List<MetricPoint>> metrics = new HashMap<>();
    private final Map<Long, Map<Long, List<Tag>>> inputTags = new HashMap<>();
    private final Map<Long, List<DatasetInput>> inputs = new HashMap<>();
    private final Map<Long, List<ModelUse>> models = new HashMap<>();

    private RunContents() {}

    static RunContent of(Connection connection, long run) throws SQLException {
        RunContents reader = new RunContents();
        Sql.together(connection, reader.queries(), new long[] {run});
        return reader.content(run);
    }

    /** Content by run; every run asked for has one. */
    static Map<Long, RunContent> of(Connection connection, long[] runs) throws SQLException {
        RunContents reader = new RunContents();
        for (Sql.Query query : reader.queries()) {
            Sql.each(connection, query.sql(), query.visitor(), (Object) runs);
        }
        Map<Long, RunContent> contents = new HashMap<>();
        for (long run : runs) {
            contents.put(run, reader.content(run));
        }
        return contents;
    }

    private RunContent content(long run) {
        return new RunContent(
                params.getOrDefault(run, List.of()),
                metrics.getOrDefault(run, List.of()),
                tags.getOrDefault(run, List.of()),
                inputs.getOrDefault(run, List.of()),
                models.getOrDefault(run, List.of()));
    }

    /** In an order in which an input finds its tags. */
    private List<Sql.Query> queries() {
        return List.of(
                new Sql.Query(PARAMS, into(params, row -> new Param(row.getString(2), row.getString(3)))),
                new Sql.Query(TAGS, into(tags, row -> new Tag(row.getString(2), row.getString(3)))),
                new Sql.Query(METRICS, into(metrics, RunContents::metric)),
                new Sql.Query(INPUT_TAGS, this::inputTag),
                new Sql.Query(INPUTS, into(inputs, this::input)),
                new Sql.Query(
                        MODELS,
                        into(
                                models,
                                row -> new ModelUse(
                                        row.getString(2), ModelUse.Use.valueOf(row.getString(3)), row.getLong(4)))));
    }

    private static <T> Sql.RowVisitor into(Map<Long, List<T>> found, Sql.RowReader<T> reader) {
        return row ->
                found.computeIfAbsent(row.getLong(1), run -> new ArrayList<>()).add(reader.read(row));
    }

    private static MetricPoint metric(ResultSet row) throws SQLException {
        return new MetricPoint(
                row.getString(2), row.getBoolean(4) ? Double.NaN : row.getDouble(3), row.getLong(5), row.getLong(6));
    }

    private void inputTag(ResultSet row) throws SQLException {
        inputTags
                .computeIfAbsent(row.getLong(1), run -> new LinkedHashMap<>())
                .computeIfAbsent(row.getLong(2), dataset -> new ArrayList<>())
                .add(new Tag(row.getString(3), row.getString(4)));
    }

    private DatasetInput input(ResultSet row) throws SQLException {
        return new DatasetInput(
                new Dataset(
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7),
                        row.getString(8)),
                inputTags.getOrDefault(row.getLong(1), Map.of()).getOrDefault(row.getLong(2), List.of()));
    }
}

package io.countersign.tracking.control;

import io.countersign.platform.actor.Actor;
import io.countersign.platform.paging.Page;
import io.countersign.platform.paging.PageToken;
import io.countersign.tracking.entity.Lifecycle;
import io.countersign.tracking.entity.RunContent;
import io.countersign.tracking.entity.RunInfo;
import io.countersign.tracking.entity.RunStatus;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds runs in experiments. */
@Dependent
@Transactional
public class RunSearch {
    private static final String COLUMNS = "r.id, r.run_id, r.experiment, r.name, r.user_id, r.status, r.lifecycle,"
            + " r.start_time, r.end_time, r.artifact_uri";

    private final TrackingDatabase database;
    private final MetricKeys metricKeys;

    @Inject
    public RunSearch(TrackingDatabase database, MetricKeys metricKeys) {
        this.database = database;
        this.metricKeys = metricKeys;
    }

    /**
     * @param experimentIds none means no runs, not all
     * @param filter MLflow's filter language, empty for all
     * @param orderBy MLflow's order items
     */
    public record Query(List<String> experimentIds, String filter, Set<Lifecycle> lifecycles, List<String> orderBy) {}

    /**
     * Newest first, unless ordered otherwise; experiments out of the actor's reach are as if they held nothing.
     *
     * @throws io.countersign.platform.mlflow.MlflowException for a filter or order that is not understood
     */
    public Page<Runs.Loaded> find(Actor actor, Query query, PageToken from, int size) {
        return database.sql(connection -> {
            // Comparisons differ much in how many runs they leave; a plan made without their values ignores that.
            planned(connection, "force_custom_plan");
            SqlText sql = statement(connection, actor, query).add(" LIMIT ? OFFSET ?", size + 1, from.offset());
            List<RunInfo> runs = Sql.list(connection, sql.text(), RunSearch::info, sql.arguments());
            planned(connection, "auto"); // what the runs hold is read by one plan, whichever runs they are
            Page<RunInfo> page = Page.of(runs, from, size);
            return new Page<>(load(connection, page.items()), page.nextPageToken());
        });
    }

    private static void planned(Connection connection, String mode) throws SQLException {
        Sql.first(connection, "SELECT set_config('plan_cache_mode', ?, true)", row -> row.getString(1), mode);
    }

    /** All of them, in order. */
    SqlText statement(Connection connection, Actor actor, Query query) throws SQLException {
        RunFilter filter = new RunFilter(query.filter(), name -> metricKeys.number(connection, name));
        RunOrder order = new RunOrder(query.orderBy(), name -> metricKeys.number(connection, name));
        SqlText sql = new SqlText()
                .add("SELECT " + COLUMNS + " FROM tracking.run r")
                .add(filter.joins())
                .add(order.joins())
                .add(" WHERE ")
                .add(inExperiments(query))
                .add(" AND r.lifecycle = ANY (?)", (Object)
                        query.lifecycles().stream().map(Enum::name).toArray(String[]::new));
        if (!ExperimentAccess.readsAll(actor)) {
            sql.add(" AND EXISTS (SELECT FROM tracking.experiment e WHERE e.id = r.experiment AND ")
                    .add(ExperimentAccess.readable(actor, "e.name"))
                    .add(")");
        }
        return sql.add(filter.conditions()).add(" ORDER BY ").add(order.items());
    }

    /** An equality lets the index give the runs in their order, where a list would have all of them sorted. */
    private static SqlText inExperiments(Query query) {
        long[] experiments = query.experimentIds().stream()
                .map(ExperimentIds::number)
                .flatMap(Optional::stream)
                .mapToLong(Long::longValue)
                .distinct()
                .toArray();
        return experiments.length == 1
                ? new SqlText().add("r.experiment = ?", experiments[0])
                : new SqlText().add("r.experiment = ANY (?)", (Object) experiments);
    }

    private static RunInfo info(ResultSet row) throws SQLException {
        long end = row.getLong(9);
        return new RunInfo(
                row.getLong(1),
                row.getString(2),
                row.getLong(3),
                row.getString(4),
                row.getString(5),
                RunStatus.valueOf(row.getString(6)),
                Lifecycle.valueOf(row.getString(7)),
                row.getLong(8),
                end == 0 && row.wasNull() ? null : (Long) end,
                row.getString(10));
    }

    private static List<Runs.Loaded> load(Connection connection, List<RunInfo> runs) throws SQLException {
        Map<Long, RunContent> contents =
                RunContents.of(connection, runs.stream().mapToLong(RunInfo::id).toArray());
        return runs.stream()
                .map(run -> new Runs.Loaded(run, contents.getOrDefault(run.id(), RunContent.NOTHING)))
                .toList();
    }
}

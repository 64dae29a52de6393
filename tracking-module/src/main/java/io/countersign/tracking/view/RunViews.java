package io.countersign.tracking.view;

import io.countersign.platform.actor.Actor;
import io.countersign.platform.paging.Page;
import io.countersign.platform.paging.PageToken;
import io.countersign.platform.problem.ProblemException;
import io.countersign.tracking.ArtifactManifest;
import io.countersign.tracking.control.MetricHistory;
import io.countersign.tracking.control.PointColumns;
import io.countersign.tracking.control.RunSearch;
import io.countersign.tracking.control.Runs;
import io.countersign.tracking.control.Sql;
import io.countersign.tracking.control.TrackingDatabase;
import io.countersign.tracking.entity.Lifecycle;
import io.countersign.tracking.scorecard.ScoreCard;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads runs for people: one with all that it holds, many in a list, several side by side. */
@Dependent
@Transactional
public class RunViews {
    private static final int CHILDREN = 100;

    private final TrackingDatabase database;
    private final Runs runs;
    private final RunSearch search;
    private final MetricHistory history;

    @Inject
    public RunViews(TrackingDatabase database, Runs runs, RunSearch search, MetricHistory history) {
        this.database = database;
        this.runs = runs;
        this.search = search;
        this.history = history;
    }

    /** A point for a chart. */
    record Point(long step, Instant at, Object value) {}

    /** A series for a chart. @param total points that the run has */
    record Series(String name, long total, List<Point> points) {}

    /** @throws io.countersign.platform.mlflow.MlflowException for an unknown run */
    RunView.Detail detail(Actor actor, String runId) {
        Runs.Loaded loaded = runs.get(actor, runId);
        long id = loaded.run().id();
        ScoreCard card = new ScoreCards(database).of(loaded);
        // Hibernate gives the connection back after each use of it: none may stand within another.
        RunView.Summary summary = summaries(List.of(loaded)).get(0);
        return database.sql(connection -> {
            ArtifactManifest artifacts = RunRecords.artifacts(connection, id);
            return new RunView.Detail(
                    summary,
                    loaded.run().artifactUri(),
                    ScoreCards.parentOf(loaded.content()).orElse(null),
                    RunRecords.children(connection, actor, runId, CHILDREN),
                    loaded.content().inputs().stream()
                            .map(RunView.Dataset::from)
                            .toList(),
                    new RunView.Manifest(artifacts.rootDigest(), artifacts.files()),
                    RunRecords.seal(connection, id).orElse(null),
                    RunRecords.held(connection, id),
                    RunRecords.comments(connection, id),
                    RunView.Card.from(card));
        });
    }

    /** @throws io.countersign.platform.mlflow.MlflowException for an unknown run */
    RunView.Card scoreCard(Actor actor, String runId) {
        return RunView.Card.from(new ScoreCards(database).of(runs.get(actor, runId)));
    }

    /**
     * @param experimentIds none means all that the actor may read
     * @throws io.countersign.platform.mlflow.MlflowException for a filter or order that is not understood
     */
    Page<RunView.Summary> list(
            Actor actor,
            List<String> experimentIds,
            String filter,
            List<String> orderBy,
            Set<Lifecycle> lifecycles,
            PageToken from,
            int size) {
        List<String> asked = experimentIds.isEmpty() ? allExperiments() : experimentIds;
        Page<Runs.Loaded> page =
                search.find(actor, new RunSearch.Query(asked, filter, lifecycles, orderBy), from, size);
        return new Page<>(summaries(page.items()), page.nextPageToken());
    }

    /** @throws io.countersign.platform.mlflow.MlflowException for an unknown run */
    RunComparison compare(Actor actor, List<String> runIds) {
        if (new HashSet<>(runIds).size() != runIds.size() || runIds.size() < 2 || runIds.size() > 20) {
            throw ProblemException.invalid("Name two to twenty different runs: runIds=…&runIds=…");
        }
        List<Runs.Loaded> loaded = new ArrayList<>();
        runIds.forEach(runId -> loaded.add(runs.get(actor, runId)));
        List<RunView.Summary> summaries = summaries(loaded);
        return RunComparison.of(
                summaries, loaded.stream().map(run -> run.content().inputs()).toList());
    }

    /** @throws io.countersign.platform.mlflow.MlflowException for an unknown run */
    Series series(Actor actor, String runId, String name, int most) {
        MetricHistory.Series series = history.series(actor, runId, name);
        long[] steps = history.sampledSteps(List.of(series), null, most);
        PointColumns columns = history.at(series, steps);
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            points.add(new Point(
                    columns.step(i), Instant.ofEpochMilli(columns.timestamp(i)), RunView.number(columns.value(i))));
        }
        points.sort(Comparator.comparingLong(Point::step).thenComparing(Point::at));
        long total = database.sql(connection -> Sql.first(
                        connection,
                        "SELECT count(*) FROM tracking.metric_point WHERE run = ? AND key = ?",
                        row -> row.getLong(1),
                        series.run(),
                        series.key())
                .orElse(0L));
        return new Series(name, total, points);
    }

    private List<RunView.Summary> summaries(List<Runs.Loaded> loaded) {
        long[] ids = loaded.stream().mapToLong(run -> run.run().id()).toArray();
        Map<Long, RunRecords.Beside> beside = database.sql(connection -> RunRecords.beside(connection, ids));
        List<RunView.Summary> summaries = new ArrayList<>();
        for (Runs.Loaded run : loaded) {
            RunRecords.Beside found = beside.get(run.run().id());
            if (found != null) {
                summaries.add(RunView.Summary.from(run, found));
            }
        }
        return summaries;
    }

    private List<String> allExperiments() {
        return database.sql(connection -> Sql.list(
                connection, "SELECT id FROM tracking.experiment ORDER BY id", row -> Long.toString(row.getLong(1))));
    }
}

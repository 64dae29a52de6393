package io.countersign.tracking.control;

import io.countersign.platform.mlflow.MlflowException;
import io.countersign.platform.paging.Page;
import io.countersign.platform.paging.PageToken;
import io.countersign.tracking.entity.Lifecycle;
import io.countersign.tracking.entity.Run;
import io.countersign.tracking.entity.RunContent;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds runs in experiments. */
@Dependent
@Transactional
public class RunSearch {
    private final TrackingDatabase database;

    @Inject
    public RunSearch(TrackingDatabase database) {
        this.database = database;
    }

    /**
     * @param experimentIds none means no runs, not all
     * @param filter MLflow's filter language, empty for all
     * @param orderBy MLflow's order items
     */
    public record Query(List<String> experimentIds, String filter, Set<Lifecycle> lifecycles, List<String> orderBy) {}

    /** Newest first, unless ordered otherwise. @throws MlflowException for a filter or order that is not understood */
    public Page<Runs.Loaded> find(Query query, PageToken from, int size) {
        if (!query.filter().isBlank() || !query.orderBy().isEmpty()) {
            throw MlflowException.invalid("Filters and orders of runs are not offered yet");
        }
        List<Long> experiments = query.experimentIds().stream()
                .map(ExperimentIds::number)
                .flatMap(Optional::stream)
                .toList();
        List<Run> found = database.entities()
                .createQuery(
                        "from Run r join fetch r.experiment e where e.id in :experiments and r.lifecycle in :lifecycles"
                                + " order by r.startTime desc, r.runId",
                        Run.class)
                .setParameter("experiments", experiments)
                .setParameter("lifecycles", query.lifecycles())
                .setFirstResult(Math.toIntExact(from.offset()))
                .setMaxResults(size + 1)
                .getResultList();
        Page<Run> page = Page.of(found, from, size);
        long[] ids = page.items().stream().mapToLong(Run::id).toArray();
        Map<Long, RunContent> contents = database.sql(connection -> RunContents.of(connection, ids));
        List<Runs.Loaded> loaded = page.items().stream()
                .map(run -> new Runs.Loaded(run, contents.getOrDefault(run.id(), RunContent.NOTHING)))
                .toList();
        return new Page<>(loaded, page.nextPageToken());
    }
}

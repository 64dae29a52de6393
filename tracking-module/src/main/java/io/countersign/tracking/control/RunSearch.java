package io.countersign.tracking.control;

import io.countersign.platform.paging.Page;
import io.countersign.platform.paging.PageToken;
import io.countersign.tracking.entity.Lifecycle;
import io.countersign.tracking.entity.Run;
import io.countersign.tracking.entity.RunContent;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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
        RunFilter filter = RunFilter.parse(query.filter());
        RunOrder order = RunOrder.parse(query.orderBy());
        List<@Nullable Object> arguments = new ArrayList<>();
        arguments.add(experiments(query));
        arguments.add(query.lifecycles().stream().map(Enum::name).toArray(String[]::new));
        arguments.addAll(filter.arguments());
        arguments.addAll(order.arguments());
        arguments.add(size + 1);
        arguments.add(from.offset());
        String sql = "SELECT r.id FROM tracking.run r WHERE r.experiment = ANY (?) AND r.lifecycle = ANY (?)"
                + filter.sql() + " ORDER BY " + order.sql() + " LIMIT ? OFFSET ?";
        List<Long> ids =
                database.sql(connection -> Sql.list(connection, sql, row -> row.getLong(1), arguments.toArray()));
        Page<Long> page = Page.of(ids, from, size);
        return new Page<>(load(page.items()), page.nextPageToken());
    }

    private static long[] experiments(Query query) {
        return query.experimentIds().stream()
                .map(ExperimentIds::number)
                .flatMap(Optional::stream)
                .mapToLong(Long::longValue)
                .toArray();
    }

    /** In the order of the ids, which are rows of this transaction. */
    private List<Runs.Loaded> load(List<Long> ids) {
        Map<Long, Run> runs = database.entities()
                .createQuery("from Run r join fetch r.experiment where r.id in :ids", Run.class)
                .setParameter("ids", ids)
                .getResultStream()
                .collect(Collectors.toMap(Run::id, Function.identity()));
        long[] found = ids.stream().mapToLong(Long::longValue).toArray();
        Map<Long, RunContent> contents = database.sql(connection -> RunContents.of(connection, found));
        return ids.stream()
                .map(runs::get)
                .filter(Objects::nonNull)
                .map(run -> new Runs.Loaded(run, contents.getOrDefault(run.id(), RunContent.NOTHING)))
                .toList();
    }
}

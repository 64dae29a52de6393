package io.countersign.tracking.control;

import io.countersign.platform.actor.Actor;
import io.countersign.platform.mlflow.MlflowException;
import io.countersign.platform.paging.Page;
import io.countersign.platform.paging.PageToken;
import io.countersign.platform.search.Comparison;
import io.countersign.platform.search.Operator;
import io.countersign.platform.search.OrderItem;
import io.countersign.platform.search.SearchLanguage;
import io.countersign.tracking.control.SearchField.Kind;
import io.countersign.tracking.entity.Experiment;
import io.countersign.tracking.entity.Lifecycle;
import io.countersign.tracking.entity.Tag;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Finds experiments. */
@Dependent
@Transactional
public class ExperimentSearch {
    private static final Set<String> ORDERED_BY = Set.of("name", "experiment_id", "creation_time", "last_update_time");

    private static final SearchField.Vocabulary FIELDS = new SearchField.Vocabulary(
            EnumSet.of(Kind.ATTRIBUTE, Kind.TAG),
            Map.of(
                    "name", "e.name",
                    "experiment_id", "e.id",
                    "creation_time", "e.creation_time",
                    "last_update_time", "e.last_update_time"),
            Set.of());

    private final TrackingDatabase database;

    @Inject
    public ExperimentSearch(TrackingDatabase database) {
        this.database = database;
    }

    /**
     * @param filter MLflow's filter language, empty for all
     * @param orderBy MLflow's order items; newest first without any
     */
    public record Query(String filter, Set<Lifecycle> lifecycles, List<String> orderBy) {}

    /**
     * Those that the actor may read.
     *
     * @throws MlflowException for a filter or order that is not understood
     */
    public Page<Experiments.Tagged> find(Actor actor, Query query, PageToken from, int size) {
        SqlText sql = new SqlText()
                .add("SELECT e.id FROM tracking.experiment e WHERE e.lifecycle = ANY (?) AND ", (Object)
                        query.lifecycles().stream().map(Enum::name).toArray(String[]::new))
                .add(ExperimentAccess.readable(actor, "e.name"));
        SearchLanguage.filter(query.filter()).forEach(comparison -> add(sql, comparison));
        sql.add(" ORDER BY " + order(query.orderBy()) + " LIMIT ? OFFSET ?", size + 1, from.offset());
        List<Long> ids =
                database.sql(connection -> Sql.list(connection, sql.text(), row -> row.getLong(1), sql.arguments()));
        Page<Long> page = Page.of(ids, from, size);
        return new Page<>(load(page.items()), page.nextPageToken());
    }

    private static void add(SqlText sql, Comparison comparison) {
        SearchField field = FIELDS.checked(comparison);
        if (field.kind() == Kind.TAG) {
            boolean absent = comparison.operator() == Operator.IS_NULL;
            sql.add(
                    " AND " + (absent ? "NOT " : "") + "EXISTS (SELECT FROM tracking.experiment_tag t"
                            + " WHERE t.experiment = e.id AND t.key = ?",
                    field.key());
            if (!comparison.operands().isEmpty()) {
                sql.add(" AND ").add(ComparisonSql.text("t.value", comparison));
            }
            sql.add(")");
        } else if (field.key().equals("experiment_id")) {
            throw MlflowException.invalid("Invalid attribute key 'experiment_id' specified. Valid keys are"
                    + " ['creation_time', 'last_update_time', 'name']");
        } else {
            sql.add(" AND ")
                    .add(
                            field.isNumeric()
                                    ? ComparisonSql.number(field.column(), comparison)
                                    : ComparisonSql.text(field.column(), comparison));
        }
    }

    private static String order(List<String> items) {
        if (items.isEmpty()) {
            return "e.creation_time DESC, e.id ASC";
        }
        Set<String> seen = new HashSet<>();
        List<String> columns = new ArrayList<>();
        for (String text : items) {
            OrderItem item = SearchLanguage.order(text);
            SearchField field = FIELDS.field(item.identifier());
            if (field.kind() != Kind.ATTRIBUTE || !ORDERED_BY.contains(field.key())) {
                throw MlflowException.invalid("Invalid order_by entity '" + field.key() + "'. Valid values are "
                        + ORDERED_BY.stream().sorted().toList());
            }
            if (!seen.add(field.key())) {
                throw MlflowException.invalid("`order_by` contains duplicate fields: '" + field.key() + "'");
            }
            String collation = field.key().equals("name") ? " COLLATE \"C\"" : "";
            columns.add(field.column() + collation + (item.descending() ? " DESC" : " ASC"));
        }
        if (!seen.contains("experiment_id")) {
            columns.add("e.id DESC");
        }
        return String.join(", ", columns);
    }

    /** In the order of the ids. */
    private List<Experiments.Tagged> load(List<Long> ids) {
        Map<Long, Experiment> experiments = database.entities()
                .createQuery("from Experiment where id in :ids", Experiment.class)
                .setParameter("ids", ids)
                .getResultStream()
                .collect(Collectors.toMap(Experiment::id, Function.identity()));
        Map<Long, List<Tag>> tags = database.sql(connection -> {
            Map<Long, List<Tag>> found = new HashMap<>();
            Sql.each(
                    connection,
                    "SELECT experiment, key, value FROM tracking.experiment_tag WHERE experiment = ANY (?)"
                            + " ORDER BY experiment, key",
                    row -> found.computeIfAbsent(row.getLong(1), id -> new ArrayList<>())
                            .add(new Tag(row.getString(2), row.getString(3))),
                    (Object) ids.stream().mapToLong(Long::longValue).toArray());
            return found;
        });
        return ids.stream()
                .map(experiments::get)
                .filter(Objects::nonNull)
                .map(experiment -> new Experiments.Tagged(experiment, tags.getOrDefault(experiment.id(), List.of())))
                .toList();
    }
}

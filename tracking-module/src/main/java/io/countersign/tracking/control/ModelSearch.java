package io.countersign.tracking.control;

import io.countersign.platform.actor.Actor;
import io.countersign.platform.mlflow.MlflowException;
import io.countersign.platform.paging.Page;
import io.countersign.platform.paging.PageToken;
import io.countersign.platform.search.Comparison;
import io.countersign.platform.search.Operator;
import io.countersign.platform.search.SearchLanguage;
import io.countersign.tracking.control.SearchField.Kind;
import io.countersign.tracking.entity.ModelContent;
import io.countersign.tracking.entity.ModelInfo;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds logged models in experiments (MLflow 3.x {@code logged-models/search}). */
@Dependent
@Transactional
public class ModelSearch {
    private static final SearchField.Vocabulary FIELDS = new SearchField.Vocabulary(
            EnumSet.of(Kind.ATTRIBUTE, Kind.TAG, Kind.PARAM, Kind.METRIC),
            Map.ofEntries(
                    Map.entry("model_id", "l.model_id"),
                    Map.entry("name", "l.name"),
                    Map.entry("model_name", "l.name"),
                    Map.entry("model_type", "l.model_type"),
                    Map.entry("status", "l.status"),
                    Map.entry("source_run_id", "r.run_id"),
                    Map.entry("creation_time", "l.creation_time"),
                    Map.entry("creation_timestamp", "l.creation_time"),
                    Map.entry("last_updated_time", "l.last_update_time"),
                    Map.entry("last_updated_timestamp", "l.last_update_time")),
            Set.of("model_id", "name", "source_run_id"));

    private final TrackingDatabase database;
    private final MetricKeys metricKeys;

    @Inject
    public ModelSearch(TrackingDatabase database, MetricKeys metricKeys) {
        this.database = database;
        this.metricKeys = metricKeys;
    }

    /** A dataset that the metrics asked for must have been computed on. @param digest empty for any */
    public record OnDataset(String name, String digest) {}

    /** One item of an order. @param dataset of a metric, empty for any */
    public record Order(String field, boolean ascending, Optional<OnDataset> dataset) {}

    /**
     * @param datasets metrics of the filter count only when computed on one of these; any when empty
     * @param orderBy newest first without any
     */
    public record Query(List<String> experimentIds, String filter, List<OnDataset> datasets, List<Order> orderBy) {}

    /** Those in the actor's reach that are not deleted. @throws MlflowException for what is not understood */
    public Page<LoggedModels.Loaded> find(Actor actor, Query query, PageToken from, int size) {
        return database.sql(connection -> {
            SqlText sql = new SqlText()
                    .add(ModelRows.SELECT + " WHERE l.lifecycle = 'ACTIVE' AND l.experiment = ANY (?) AND ", (Object)
                            query.experimentIds().stream()
                                    .map(ExperimentIds::number)
                                    .flatMap(Optional::stream)
                                    .mapToLong(Long::longValue)
                                    .toArray())
                    .add(ExperimentAccess.readable(actor, "e.name"));
            for (Comparison comparison : SearchLanguage.filter(query.filter())) {
                add(connection, sql, comparison, query.datasets());
            }
            sql.add(" ORDER BY ");
            for (Order order : query.orderBy()) {
                add(connection, sql, order);
            }
            sql.add("l.creation_time DESC, l.model_id LIMIT ? OFFSET ?", size + 1, from.offset());
            Page<ModelInfo> page =
                    Page.of(Sql.list(connection, sql.text(), ModelRows::info, sql.arguments()), from, size);
            Map<Long, ModelContent> contents = ModelRows.contents(connection, page.items());
            return new Page<>(
                    page.items().stream()
                            .map(model -> new LoggedModels.Loaded(
                                    model, contents.getOrDefault(model.id(), ModelContent.NOTHING)))
                            .toList(),
                    page.nextPageToken());
        });
    }

    private void add(Connection connection, SqlText sql, Comparison comparison, List<OnDataset> datasets)
            throws SQLException {
        SearchField field = FIELDS.checked(comparison);
        switch (field.kind()) {
            case TAG -> text(sql, "tracking.logged_model_tag", field, comparison);
            case PARAM -> text(sql, "tracking.logged_model_param", field, comparison);
            case METRIC -> {
                sql.add(
                                " AND EXISTS (SELECT FROM tracking.logged_model_metric x WHERE x.model = l.id AND x.key = ?"
                                        + " AND NOT x.is_nan AND ",
                                metricKeys.number(connection, field.key()))
                        .add(ComparisonSql.number("x.value", comparison));
                if (!datasets.isEmpty()) {
                    sql.add(
                            " AND EXISTS (SELECT FROM unnest(?::text[], ?::text[]) AS d (name, digest) WHERE d.name ="
                                    + " x.dataset_name AND d.digest IN ('', x.dataset_digest))",
                            datasets.stream().map(OnDataset::name).toArray(String[]::new),
                            datasets.stream().map(OnDataset::digest).toArray(String[]::new));
                }
                sql.add(")");
            }
            default ->
                sql.add(" AND ")
                        .add(
                                field.isNumeric()
                                        ? ComparisonSql.number(field.column(), comparison)
                                        : ComparisonSql.text(field.column(), comparison));
        }
    }

    private static void text(SqlText sql, String table, SearchField field, Comparison comparison) {
        String not = comparison.operator() == Operator.IS_NULL ? "NOT " : "";
        sql.add(" AND " + not + "EXISTS (SELECT FROM " + table + " x WHERE x.model = l.id AND x.key = ?", field.key());
        if (!comparison.operands().isEmpty()) {
            sql.add(" AND ").add(ComparisonSql.text("x.value", comparison));
        }
        sql.add(")");
    }

    private void add(Connection connection, SqlText sql, Order order) throws SQLException {
        String direction = (order.ascending() ? " ASC" : " DESC") + " NULLS LAST, ";
        SearchField field = FIELDS.field(SearchLanguage.order(order.field()).identifier());
        switch (field.kind()) {
            case ATTRIBUTE -> sql.add(field.column() + direction);
            case METRIC -> {
                OnDataset dataset = order.dataset().orElse(new OnDataset("", ""));
                sql.add(
                        "(SELECT x.value FROM tracking.logged_model_metric x WHERE x.model = l.id AND x.key = ?"
                                + " AND NOT x.is_nan AND (? = '' OR x.dataset_name = ?) AND (? = '' OR x.dataset_digest = ?)"
                                + " ORDER BY x.step DESC, x.ts DESC LIMIT 1)" + direction,
                        metricKeys.number(connection, field.key()),
                        dataset.name(),
                        dataset.name(),
                        dataset.digest(),
                        dataset.digest());
            }
            default ->
                throw MlflowException.invalid(
                        "Logged models are ordered by attributes and metrics, not by '" + order.field() + "'");
        }
    }
}

package io.countersign.tracking.control;

import io.countersign.platform.mlflow.MlflowException;
import io.countersign.platform.search.Comparison;
import io.countersign.platform.search.Operator;
import io.countersign.platform.search.SearchLanguage;
import io.countersign.tracking.entity.Tag;
import java.sql.SQLException;

/**
 * A filter of runs as SQL. A run has at most one value for each metric, param and tag, so a comparison is a join, which
 * leaves the planner free to begin with the rarest one. A key that a run lacks never matches, not even {@code !=}.
 */
final class RunFilter {
    private final SqlText joins = new SqlText();
    private final SqlText conditions = new SqlText();
    private final MetricKeys.Numbers metricNumbers;
    private int joined;

    /**
     * @throws MlflowException for what is not in the language, or compares what cannot be compared
     */
    RunFilter(String text, MetricKeys.Numbers metricNumbers) throws SQLException {
        this.metricNumbers = metricNumbers;
        for (Comparison comparison : SearchLanguage.filter(text)) {
            add(RunSearchFields.RUNS.checked(comparison), comparison);
        }
    }

    /** Joins to {@code tracking.run r}. */
    SqlText joins() {
        return joins;
    }

    /** Conditions, each beginning with AND. */
    SqlText conditions() {
        return conditions;
    }

    private void add(SearchField field, Comparison comparison) throws SQLException {
        switch (field.kind()) {
            case METRIC -> metric(field, comparison);
            case PARAM -> text("tracking.param", field, comparison);
            case TAG -> text("tracking.tag", field, comparison);
            case DATASET -> dataset(field, comparison);
            case ATTRIBUTE ->
                conditions
                        .add(" AND ")
                        .add(
                                field.isNumeric()
                                        ? ComparisonSql.number(field.column(), comparison)
                                        : ComparisonSql.text(field.column(), comparison));
        }
    }

    private void metric(SearchField field, Comparison comparison) throws SQLException {
        String alias = "f" + joined++;
        joins.add(
                        " JOIN tracking.latest_metric " + alias + " ON " + alias + ".run = r.id AND " + alias
                                + ".key = ? AND NOT " + alias + ".is_nan AND ",
                        metricNumbers.of(field.key()))
                .add(ComparisonSql.number(alias + ".value", comparison));
    }

    private void text(String table, SearchField field, Comparison comparison) {
        if (comparison.operator() == Operator.IS_NULL || comparison.operator() == Operator.IS_NOT_NULL) {
            String not = comparison.operator() == Operator.IS_NULL ? "NOT " : "";
            conditions.add(
                    " AND " + not + "EXISTS (SELECT 1 FROM " + table + " x WHERE x.run = r.id AND x.key = ?)",
                    field.key());
            return;
        }
        String alias = "f" + joined++;
        joins.add(
                        " JOIN " + table + " " + alias + " ON " + alias + ".run = r.id AND " + alias + ".key = ? AND ",
                        field.key())
                .add(ComparisonSql.indexedText(alias + ".value", comparison));
    }

    private void dataset(SearchField field, Comparison comparison) {
        if (field.key().equals("context")) {
            conditions
                    .add(
                            " AND EXISTS (SELECT 1 FROM tracking.input_tag x WHERE x.run = r.id AND x.key = ? AND ",
                            Tag.DATASET_CONTEXT)
                    .add(ComparisonSql.text("x.value", comparison))
                    .add(")");
            return;
        }
        String column = field.key().equals("name") ? "d.name" : "d.digest";
        conditions
                .add(" AND EXISTS (SELECT 1 FROM tracking.input x JOIN tracking.dataset d ON d.id = x.dataset"
                        + " WHERE x.run = r.id AND ")
                .add(ComparisonSql.text(column, comparison))
                .add(")");
    }
}

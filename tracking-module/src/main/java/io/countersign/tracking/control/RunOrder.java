package io.countersign.tracking.control;

import io.countersign.platform.mlflow.MlflowException;
import io.countersign.platform.search.OrderItem;
import io.countersign.platform.search.SearchLanguage;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * An order of runs as SQL: what is asked, then newest first, then by id. Runs that lack the key come last whichever the
 * direction, those with NaN just before them.
 */
final class RunOrder {
    private static final int MAX_ITEMS = 50;

    private final SqlText joins = new SqlText();
    private final SqlText items = new SqlText();
    private final MetricKeys.Numbers metricNumbers;
    private int joined;

    /** @throws MlflowException for what is not in the language, or the same field twice */
    RunOrder(List<String> order, MetricKeys.Numbers metricNumbers) throws SQLException {
        this.metricNumbers = metricNumbers;
        if (order.size() > MAX_ITEMS) {
            throw MlflowException.invalid("`order_by` holds more than " + MAX_ITEMS + " items");
        }
        Set<SearchField> seen = new HashSet<>();
        for (String text : order) {
            OrderItem item = SearchLanguage.order(text);
            SearchField field = RunSearchFields.RUNS.field(item.identifier());
            if (!seen.add(field)) {
                throw MlflowException.invalid("`order_by` contains duplicate fields: '" + field.key() + "'");
            }
            add(field, item.descending() ? " DESC" : " ASC");
        }
        items.add("r.start_time DESC, r.run_id ASC");
    }

    /** Joins to {@code tracking.run r}. */
    SqlText joins() {
        return joins;
    }

    /** What stands after ORDER BY. */
    SqlText items() {
        return items;
    }

    private void add(SearchField field, String direction) throws SQLException {
        switch (field.kind()) {
            case METRIC -> {
                String alias = join("tracking.latest_metric", metricNumbers.of(field.key()));
                items.add(alias + ".is_nan ASC NULLS LAST, ");
                items.add(alias + ".value" + direction + " NULLS LAST, ");
            }
            case PARAM -> text("tracking.param", field, direction);
            case TAG -> text("tracking.tag", field, direction);
            case ATTRIBUTE -> items.add(field.column() + direction + " NULLS LAST, ");
            case DATASET -> throw MlflowException.invalid("Runs cannot be ordered by datasets");
        }
    }

    private void text(String table, SearchField field, String direction) {
        items.add(join(table, field.key()) + ".value COLLATE \"C\"" + direction + " NULLS LAST, ");
    }

    private String join(String table, Object key) {
        String alias = "o" + joined++;
        joins.add(" LEFT JOIN " + table + " " + alias + " ON " + alias + ".run = r.id AND " + alias + ".key = ?", key);
        return alias;
    }
}

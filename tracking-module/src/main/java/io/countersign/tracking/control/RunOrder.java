package io.countersign.tracking.control;

import io.countersign.platform.mlflow.MlflowException;
import io.countersign.tracking.control.filter.SearchLanguageParser.OrderContext;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * An order of runs as SQL: what is asked, then newest first, then by id. Runs that lack the key come last whichever the
 * direction, those with NaN just before them.
 */
final class RunOrder {
    private final StringBuilder sql = new StringBuilder();
    private final List<Object> arguments = new ArrayList<>();

    private RunOrder() {}

    /** @throws MlflowException for what is not in the language, or the same field twice */
    static RunOrder parse(List<String> items) {
        RunOrder order = new RunOrder();
        Set<SearchField> seen = new HashSet<>();
        for (String item : items) {
            OrderContext parsed = SearchParser.order(item);
            SearchField field = SearchField.of(parsed.identifier());
            if (!seen.add(field)) {
                throw MlflowException.invalid("`order_by` contains duplicate fields: '" + field.key() + "'");
            }
            order.add(field, parsed.DESC() == null ? " ASC" : " DESC");
        }
        order.sql.append("r.start_time DESC, r.run_id ASC");
        return order;
    }

    String sql() {
        return sql.toString();
    }

    List<Object> arguments() {
        return List.copyOf(arguments);
    }

    private void add(SearchField field, String direction) {
        String metric = "(SELECT %s FROM tracking.latest_metric m JOIN tracking.metric_key k ON k.id = m.key"
                + " WHERE m.run = r.id AND k.name = ?)";
        switch (field.kind()) {
            case METRIC -> {
                item(metric.formatted("m.is_nan"), " ASC", field.key());
                item(metric.formatted("m.value"), direction, field.key());
            }
            case PARAM ->
                item(
                        "(SELECT p.value COLLATE \"C\" FROM tracking.param p WHERE p.run = r.id AND p.key = ?)",
                        direction,
                        field.key());
            case TAG ->
                item(
                        "(SELECT t.value COLLATE \"C\" FROM tracking.tag t WHERE t.run = r.id AND t.key = ?)",
                        direction,
                        field.key());
            case ATTRIBUTE -> sql.append(field.column()).append(direction).append(" NULLS LAST, ");
            case DATASET -> throw MlflowException.invalid("Runs cannot be ordered by datasets");
        }
    }

    private void item(String expression, String direction, String key) {
        sql.append(expression).append(direction).append(" NULLS LAST, ");
        arguments.add(key);
    }
}

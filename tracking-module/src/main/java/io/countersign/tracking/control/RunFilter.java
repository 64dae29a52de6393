package io.countersign.tracking.control;

import io.countersign.platform.mlflow.MlflowException;
import io.countersign.tracking.control.filter.SearchLanguageParser;
import io.countersign.tracking.control.filter.SearchLanguageParser.ComparisonContext;
import io.countersign.tracking.control.filter.SearchLanguageParser.MembershipContext;
import io.countersign.tracking.control.filter.SearchLanguageParser.PatternContext;
import io.countersign.tracking.control.filter.SearchLanguageParser.RelationContext;
import io.countersign.tracking.control.filter.SearchLanguageParser.TextContext;
import io.countersign.tracking.entity.Tag;
import java.util.ArrayList;
import java.util.List;

/**
 * A filter as SQL. Names and values are always arguments, never text of the statement. A key that a run lacks never
 * matches, not even {@code !=}, because each comparison asks whether a row exists that satisfies it.
 */
final class RunFilter {
    private final StringBuilder sql = new StringBuilder();
    private final List<Object> arguments = new ArrayList<>();

    private RunFilter() {}

    /** @throws MlflowException for what is not in the language, or compares what cannot be compared */
    static RunFilter parse(String text) {
        RunFilter filter = new RunFilter();
        SearchParser.filter(text).comparison().forEach(filter::add);
        return filter;
    }

    /** Conditions on {@code tracking.run r}, each beginning with AND. */
    String sql() {
        return sql.toString();
    }

    List<Object> arguments() {
        return List.copyOf(arguments);
    }

    private void add(ComparisonContext comparison) {
        if (comparison instanceof RelationContext relation) {
            addRelation(relation);
        } else if (comparison instanceof PatternContext pattern) {
            SearchField field = SearchField.of(pattern.identifier());
            requireText(field, pattern.operator.getText());
            condition(field, pattern.operator.getText() + " ?", List.of(text(pattern.text())));
        } else if (comparison instanceof MembershipContext membership) {
            addMembership(membership);
        }
    }

    private void addRelation(RelationContext relation) {
        SearchField field = SearchField.of(relation.identifier());
        int operator = relation.operator.getType();
        TextContext text = relation.value().text();
        if (field.isNumeric()) {
            if (text != null) {
                throw MlflowException.invalid(
                        "Expected numeric value type for " + field.key() + ". Found " + text.getText());
            }
            Object number = Double.valueOf(relation.value().getText());
            condition(field, relation.operator.getText() + " ?", List.of(number));
            return;
        }
        if (operator != SearchLanguageParser.EQ && operator != SearchLanguageParser.NE) {
            requireNumber(field, relation.operator.getText());
        }
        if (text == null) {
            throw MlflowException.invalid("Expected a quoted string value for " + field.key() + ". Got value "
                    + relation.value().getText());
        }
        condition(field, relation.operator.getText() + " ?", List.of(text(text)));
    }

    private void addMembership(MembershipContext membership) {
        SearchField field = SearchField.of(membership.identifier());
        if (field.kind() != SearchField.Kind.DATASET && !field.column().equals("r.run_id")) {
            throw MlflowException.invalid("Only the 'run_id' attribute and datasets support comparison with a list");
        }
        String[] values = membership.text().stream().map(RunFilter::text).toArray(String[]::new);
        condition(field, membership.NOT() == null ? "= ANY (?)" : "<> ALL (?)", List.of((Object) values));
    }

    private void condition(SearchField field, String comparison, List<Object> values) {
        switch (field.kind()) {
            case METRIC ->
                exists(
                        "tracking.latest_metric m JOIN tracking.metric_key k ON k.id = m.key"
                                + " WHERE m.run = r.id AND NOT m.is_nan AND k.name = ? AND m.value ",
                        field.key());
            case PARAM -> exists("tracking.param p WHERE p.run = r.id AND p.key = ? AND p.value ", field.key());
            case TAG -> exists("tracking.tag t WHERE t.run = r.id AND t.key = ? AND t.value ", field.key());
            case DATASET -> dataset(field.key());
            case ATTRIBUTE -> sql.append(" AND (").append(field.column()).append(' ');
        }
        sql.append(comparison).append(')');
        arguments.addAll(values);
    }

    private void exists(String from, String key) {
        sql.append(" AND EXISTS (SELECT 1 FROM ").append(from);
        arguments.add(key);
    }

    private void dataset(String key) {
        if (key.equals("context")) {
            exists("tracking.input_tag t WHERE t.run = r.id AND t.key = ? AND t.value ", Tag.DATASET_CONTEXT);
        } else {
            sql.append(" AND EXISTS (SELECT 1 FROM tracking.input i JOIN tracking.dataset d ON d.id = i.dataset"
                            + " WHERE i.run = r.id AND d.")
                    .append(key.equals("name") ? "name " : "digest ");
        }
    }

    private static void requireText(SearchField field, String operator) {
        if (field.isNumeric()) {
            throw invalidOperator(field, operator);
        }
    }

    private static void requireNumber(SearchField field, String operator) {
        if (!field.isNumeric()) {
            throw invalidOperator(field, operator);
        }
    }

    private static MlflowException invalidOperator(SearchField field, String operator) {
        return MlflowException.invalid("Invalid comparator '" + operator + "' for '" + field.key() + "'");
    }

    private static String text(TextContext text) {
        return WireLimits.text(
                "filter", text.getText().substring(1, text.getText().length() - 1));
    }
}

package io.countersign.tracking.control;

import io.countersign.platform.search.Comparison;
import io.countersign.platform.search.Operand;
import io.countersign.platform.search.Operator;

/** Comparisons as SQL: operators come from an enum, whatever a client wrote is an argument. */
final class ComparisonSql {
    /** The partial indexes by value hold texts up to this length; longer ones are rare and found without them. */
    static final int INDEXED_LENGTH = 200;

    private ComparisonSql() {}

    /** The comparison of a text column. */
    static SqlText text(String column, Comparison comparison) {
        Operator operator = comparison.operator();
        if (operator == Operator.IN || operator == Operator.NOT_IN) {
            String[] values = comparison.operands().stream().map(Operand::text).toArray(String[]::new);
            return new SqlText()
                    .add(column + (operator == Operator.IN ? " = ANY (?)" : " <> ALL (?)"), (Object) values);
        }
        // A backslash is a character like others; PostgreSQL would fail on one at the end of a pattern.
        String escape = operator == Operator.LIKE || operator == Operator.ILIKE ? " ESCAPE ''" : "";
        return new SqlText()
                .add(
                        column + " " + operator.text() + " ?" + escape,
                        comparison.operand().text());
    }

    /** The same for a column with a partial index by value, which the planner must be told that it may use. */
    static SqlText indexedText(String column, Comparison comparison) {
        SqlText sql = text(column, comparison);
        boolean isIndexed = comparison.operator() == Operator.EQUAL
                && comparison.operand().text().length() <= INDEXED_LENGTH;
        return isIndexed ? sql.add(" AND length(" + column + ") <= " + INDEXED_LENGTH) : sql;
    }

    /** The comparison of a numeric column. */
    static SqlText number(String column, Comparison comparison) {
        return new SqlText()
                .add(
                        column + " " + comparison.operator().text() + " ?",
                        Double.valueOf(comparison.operand().text()));
    }
}

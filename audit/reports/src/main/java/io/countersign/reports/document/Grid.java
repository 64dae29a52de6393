package io.countersign.reports.document;

import java.util.ArrayList;
import java.util.List;

/**
 * A table with a head that is repeated on each page it reaches.
 *
 * @param columns the head: label and width in percent
 * @param rows cells in the order of the columns
 */
public record Grid(List<Column> columns, List<List<Cell>> rows) {
    public Grid {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /**
     * One column.
     *
     * @param label printed in the head
     * @param width percent of the line
     * @param style {@code text} or {@code number}, which is set to the right
     */
    public record Column(String label, int width, String style) {}

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** Collects columns, then rows. */
    static final class Builder {
        private final List<Column> columns = new ArrayList<>();
        private final List<List<Cell>> rows = new ArrayList<>();

        Builder column(String label, int width) {
            columns.add(new Column(label, width, "text"));
            return this;
        }

        Builder numbers(String label, int width) {
            columns.add(new Column(label, width, "number"));
            return this;
        }

        Builder row(Cell... cells) {
            if (cells.length != columns.size()) {
                throw new IllegalArgumentException(cells.length + " cells for " + columns.size() + " columns");
            }
            rows.add(List.of(cells));
            return this;
        }

        Grid build() {
            return new Grid(columns, rows);
        }
    }
}

package io.countersign.reports.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Labelled values of a section, printed as a two-column table.
 *
 * @param rows the fields in order
 */
public record FieldList(List<Field> rows) {
    public FieldList {
        rows = List.copyOf(rows);
    }

    /**
     * One labelled value.
     *
     * @param label printed name
     * @param cell its value
     */
    public record Field(String label, Cell cell) {}

    /** Collects fields; one without a value is printed as empty and noted for annex C. */
    static final class Builder {
        private final String section;
        private final List<EmptyField> empties;
        private final List<Field> rows = new ArrayList<>();

        Builder(String section, List<EmptyField> empties) {
            this.section = section;
            this.empties = empties;
        }

        Builder text(String label, @Nullable Object value) {
            return cell(label, Cell.of(value));
        }

        Builder mono(String label, @Nullable Object value) {
            return cell(label, Cell.mono(value));
        }

        Builder cell(String label, Cell cell) {
            if (cell.isEmpty()) {
                empties.add(new EmptyField(section, label));
            }
            rows.add(new Field(Objects.requireNonNull(Glyphs.sans(label)), cell));
            return this;
        }

        FieldList build() {
            return new FieldList(rows);
        }
    }
}

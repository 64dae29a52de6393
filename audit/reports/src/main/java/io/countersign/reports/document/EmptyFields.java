package io.countersign.reports.document;

import java.util.List;

/** Annex C: what nobody filled, said plainly. */
final class EmptyFields {
    private EmptyFields() {}

    static Grid grid(List<EmptyField> empties) {
        Grid.Builder grid = new Grid.Builder().column("Section", 55).column("Field", 45);
        empties.forEach(empty -> grid.row(Cell.of(empty.section()), Cell.of(empty.field())));
        return grid.build();
    }
}

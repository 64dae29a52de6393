package io.countersign.platform.search;

import java.util.List;

/**
 * One comparison of a filter; all of a filter must hold.
 *
 * @param operands one for most operators, any number for {@code IN} and {@code NOT IN}, none for {@code IS [NOT] NULL}
 */
public record Comparison(Identifier identifier, Operator operator, List<Operand> operands) {
    public Comparison {
        operands = List.copyOf(operands);
    }

    /** The operand of an operator that takes exactly one. */
    public Operand operand() {
        return operands.get(0);
    }
}

package io.countersign.approvals.policy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/** How a metric must compare with its limit. */
public enum Comparator {
    AT_LEAST(">=", "<"),
    MORE_THAN(">", "<="),
    AT_MOST("<=", ">"),
    LESS_THAN("<", ">=");

    private final String symbol;
    private final String opposite;

    Comparator(String symbol, String opposite) {
        this.symbol = symbol;
        this.opposite = opposite;
    }

    /** As policies write it. */
    @JsonValue
    public String symbol() {
        return symbol;
    }

    /** What holds when the comparison does not: for telling why. */
    public String opposite() {
        return opposite;
    }

    /** Whether {@code value comparator limit} holds; never for NaN. */
    public boolean holds(double value, double limit) {
        return switch (this) {
            case AT_LEAST -> value >= limit;
            case MORE_THAN -> value > limit;
            case AT_MOST -> value <= limit;
            case LESS_THAN -> value < limit;
        };
    }

    /**
     * The comparator that a policy writes so.
     *
     * @throws IllegalArgumentException for a symbol that is none of ours: a policy that nobody can judge by must not pass
     */
    @JsonCreator
    public static Comparator of(String symbol) {
        return Arrays.stream(values())
                .filter(comparator -> comparator.symbol.equals(symbol))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("not a comparator: " + symbol));
    }
}

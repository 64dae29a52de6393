package io.countersign.platform.search;

/** How a comparison compares. */
public enum Operator {
    EQUAL("="),
    NOT_EQUAL("!="),
    GREATER(">"),
    GREATER_OR_EQUAL(">="),
    LESS("<"),
    LESS_OR_EQUAL("<="),
    /** Case-sensitive, with {@code %} and {@code _} as wildcards. */
    LIKE("LIKE"),
    /** The same, not case-sensitive. */
    ILIKE("ILIKE"),
    IN("IN"),
    NOT_IN("NOT IN"),
    IS_NULL("IS NULL"),
    IS_NOT_NULL("IS NOT NULL");

    private final String text;

    Operator(String text) {
        this.text = text;
    }

    /** As people write it, which is also PostgreSQL's word for it. */
    public String text() {
        return text;
    }

    /** Whether it asks for an order of values, so that both sides must be numbers. */
    public boolean isOrdering() {
        return this == GREATER || this == GREATER_OR_EQUAL || this == LESS || this == LESS_OR_EQUAL;
    }
}

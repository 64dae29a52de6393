package io.countersign.registry;

/**
 * A sign-off that a transition needs.
 *
 * @param role wire name of the role that gives it
 * @param meaning what it says: {@code approved}, {@code validated}, {@code reviewed}
 * @param count how many different persons, at least 1
 */
public record RequiredSignOff(String role, String meaning, int count) {
    public RequiredSignOff {
        if (count < 1) {
            throw new IllegalArgumentException("a required sign-off needs at least one person");
        }
    }
}

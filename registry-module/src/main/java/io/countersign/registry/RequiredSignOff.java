package io.countersign.registry;

/**
 * A sign-off that a transition needs.
 *
 * @param role wire name of the role that gives it
 * @param meaning what it says: {@code approved}, {@code validated}, {@code reviewed}
 * @param count how many different persons, at least 1
 * @param round its place in the order: given only when all of the lower rounds are there; equal rounds in any order
 * @param validityDays for how many days after it was given it counts, 0 without end
 * @param maxAuthenticationAgeSeconds how old the signer's fresh authentication for this very digest may be; 0 asks for none
 */
public record RequiredSignOff(
        String role, String meaning, int count, int round, int validityDays, int maxAuthenticationAgeSeconds) {
    public RequiredSignOff {
        if (count < 1) {
            throw new IllegalArgumentException("a required sign-off needs at least one person");
        }
        if (round < 0 || validityDays < 0 || maxAuthenticationAgeSeconds < 0) {
            throw new IllegalArgumentException("round, validity and age of authentication are not negative");
        }
    }

    /** In any order, without end, by any authentication. */
    public RequiredSignOff(String role, String meaning, int count) {
        this(role, meaning, count, 1, 0, 0);
    }
}

package io.countersign.approvals.policy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A sign-off that a policy requires.
 *
 * @param role wire name of the role that gives it
 * @param meaning what it says: {@code approved}, {@code validated}, {@code reviewed}
 * @param count how many different persons; 0 says that nobody signs
 * @param validityDays how long the sign-off, and so the approval, is valid, 0 without end
 * @param round its place in the order: asked for when all of the lower rounds are there
 * @param dueDays business days until its task is overdue, 0 for no date
 * @param stepUpMinutes how old the signer's fresh authentication may be, 0 asks for none
 */
public record SignOffRule(
        String role, String meaning, int count, int validityDays, int round, int dueDays, int stepUpMinutes) {
    /** Round of the waivers, before all others. */
    public static final int WAIVERS = 0;

    public SignOffRule {
        if (role.isBlank() || meaning.isBlank() || count < 0 || validityDays < 0) {
            throw new IllegalArgumentException(
                    "not a required sign-off: " + count + " x " + role + " " + meaning + ", " + validityDays + " days");
        }
        if (round < 0 || dueDays < 0 || stepUpMinutes < 0) {
            throw new IllegalArgumentException("round, days until due and age of authentication are not negative");
        }
    }

    /** In the first round, without due date or fresh authentication. */
    public SignOffRule(String role, String meaning, int count, int validityDays) {
        this(role, meaning, count, validityDays, 1, 0, 0);
    }

    /** As stored; what earlier versions of the product did not know is absent. */
    @JsonCreator
    static SignOffRule stored(
            @JsonProperty("role") String role,
            @JsonProperty("meaning") String meaning,
            @JsonProperty("count") int count,
            @JsonProperty("validityDays") int validityDays,
            @JsonProperty("round") @Nullable Integer round,
            @JsonProperty("dueDays") @Nullable Integer dueDays,
            @JsonProperty("stepUpMinutes") @Nullable Integer stepUpMinutes) {
        return new SignOffRule(
                role,
                meaning,
                count,
                validityDays,
                round == null ? 1 : round,
                dueDays == null ? 0 : dueDays,
                stepUpMinutes == null ? 0 : stepUpMinutes);
    }

    /** The same for another number of persons. */
    public SignOffRule times(int persons) {
        return new SignOffRule(role, meaning, persons, validityDays, round, dueDays, stepUpMinutes);
    }

    /** For people: {@code 1 x risk-approver approved}. */
    public String text() {
        return count + " x " + role + " " + meaning;
    }
}

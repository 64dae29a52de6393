package io.countersign.approvals.policy;

/**
 * A sign-off that a policy requires.
 *
 * @param role wire name of the role that gives it
 * @param meaning what it says: {@code approved}, {@code validated}, {@code reviewed}
 * @param count how many different persons; 0 says that nobody signs
 * @param validityDays how long the approval is valid, 0 without end
 */
public record SignOffRule(String role, String meaning, int count, int validityDays) {
    public SignOffRule {
        if (role.isBlank() || meaning.isBlank() || count < 0 || validityDays < 0) {
            throw new IllegalArgumentException(
                    "not a required sign-off: " + count + " x " + role + " " + meaning + ", " + validityDays + " days");
        }
    }

    /** For people: {@code 1 x risk-approver approved}. */
    public String text() {
        return count + " x " + role + " " + meaning;
    }
}

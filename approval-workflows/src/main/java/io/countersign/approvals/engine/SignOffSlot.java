package io.countersign.approvals.engine;

import java.util.List;

/**
 * One place for one person's sign-off on a request.
 *
 * @param role wire name of the role that signs here
 * @param meaning what the sign-off says
 * @param ordinal which of the persons that the same rule asks for, from 1
 * @param round in which round it is asked for
 */
public record SignOffSlot(String role, String meaning, int ordinal, int round) {
    public SignOffSlot {
        if (role.contains("/") || meaning.contains("/") || ordinal < 1 || round < 0) {
            throw new IllegalArgumentException("not a slot: " + role + "/" + meaning + "/" + ordinal + "/" + round);
        }
    }

    /** In the first round. */
    public SignOffSlot(String role, String meaning, int ordinal) {
        this(role, meaning, ordinal, 1);
    }

    /** As it is kept in the process: {@code risk-approver/approved/1/1}. */
    String text() {
        return role + "/" + meaning + "/" + ordinal + "/" + round;
    }

    static SignOffSlot parse(String text) {
        List<String> parts = List.of(text.split("/", -1));
        if (parts.size() != 4) {
            throw new IllegalArgumentException("not a slot: " + text);
        }
        return new SignOffSlot(
                parts.get(0), parts.get(1), Integer.parseInt(parts.get(2)), Integer.parseInt(parts.get(3)));
    }
}

package io.countersign.approvals.entity;

import com.fasterxml.jackson.annotation.JsonValue;
import io.countersign.platform.problem.ProblemException;
import java.util.Arrays;
import java.util.Locale;

/** Where a promotion request stands. Only {@link #OPEN} can change. */
public enum PromotionState {
    /** Sign-offs are waited for. */
    OPEN,
    /** Decided in favour and applied. */
    APPROVED,
    /** A signer rejected it. */
    REJECTED,
    /** The requester took it back. */
    WITHDRAWN,
    /** The policy refused it before anybody was asked. */
    REFUSED,
    /** What was to be signed changed underneath. */
    VOID,
    /** A newer version of the model is asked for the same place. */
    SUPERSEDED,
    /** Nobody confirmed a break-glass change in time. */
    EXPIRED;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The state of that name.
     *
     * @throws ProblemException (invalid) for a name that is no state
     */
    public static PromotionState named(String wireName) {
        return Arrays.stream(values())
                .filter(state -> state.wireName().equals(wireName))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid("There is no promotion state \"" + wireName + "\""));
    }
}

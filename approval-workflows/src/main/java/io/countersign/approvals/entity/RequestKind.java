package io.countersign.approvals.entity;

import com.fasterxml.jackson.annotation.JsonValue;
import io.countersign.platform.problem.ProblemException;
import java.util.Arrays;
import java.util.Locale;

/** Kinds of governed request about a version. Each has a process of its own, and rows of its own in the policy. */
public enum RequestKind {
    /** Into a guarded stage, or under a protected alias, by thresholds and sign-offs. */
    PROMOTION("model-promotion"),
    /** Back to a version that was approved for the same place and has not lapsed. */
    ROLLBACK("rollback"),
    /** Break-glass: two people, applied at once, reviewed afterwards. */
    EMERGENCY("emergency-change");

    private final String process;

    RequestKind(String process) {
        this.process = process;
    }

    /** Key of the process that it runs through. */
    public String process() {
        return process;
    }

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws ProblemException (invalid) for a name that is no kind */
    public static RequestKind named(String wireName) {
        return Arrays.stream(values())
                .filter(kind -> kind.wireName().equals(wireName))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid("There is no kind of request \"" + wireName + "\""));
    }
}

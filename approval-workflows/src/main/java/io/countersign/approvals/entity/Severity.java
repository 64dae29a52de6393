package io.countersign.approvals.entity;

import com.fasterxml.jackson.annotation.JsonValue;
import io.countersign.platform.problem.ProblemException;
import java.util.Arrays;
import java.util.Locale;

/** How bad a finding is. */
public enum Severity {
    LOW,
    MEDIUM,
    /** Keeps a rejected version from being asked for again while it is not closed. */
    HIGH,
    CRITICAL;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean blocksResubmission() {
        return compareTo(HIGH) >= 0;
    }

    /** @throws ProblemException (invalid) for a name that is none */
    public static Severity named(String wireName) {
        return Arrays.stream(values())
                .filter(severity -> severity.wireName().equals(wireName))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid("There is no severity \"" + wireName + "\""));
    }
}

package io.countersign.approvals.policy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Whether a metric kept its limit. */
public enum Verdict {
    PASSED,
    FAILED,
    /** Not kept, and let pass by a waiver that a person granted. */
    WAIVED;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static Verdict of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}

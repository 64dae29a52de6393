package io.countersign.approvals.policy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Whose run supplied a number, the most independent first. */
public enum Supplier {
    /** A validator who has no part in the version. */
    VALIDATOR,
    /** A service account or key: a pipeline. */
    CI,
    /** Whoever made the version, or anybody else. */
    DEVELOPER;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException for a name that is none */
    @JsonCreator
    public static Supplier of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}

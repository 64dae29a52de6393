package io.countersign.identity.keys;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** Whose program a key is for. */
public enum KeyKind {
    /** Of the person who made it: carries roles of theirs, and loses those that they lose. */
    @JsonProperty("personal")
    PERSONAL,
    /** Of a job or another machine: made by an administrator, with a person who answers for it. */
    @JsonProperty("service")
    SERVICE;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static KeyKind stored(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}

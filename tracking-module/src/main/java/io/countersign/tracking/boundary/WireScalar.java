package io.countersign.tracking.boundary;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Objects;

/** A text that clients may also send as a number: an enum by its name or number, an experiment id. */
record WireScalar(String text) {
    WireScalar {
        Objects.requireNonNull(text); // what an object in place of a scalar would bring
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static WireScalar of(String text) {
        return new WireScalar(text);
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static WireScalar of(long number) {
        return new WireScalar(Long.toString(number));
    }
}

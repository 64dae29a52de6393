package io.countersign.tracking.control;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Experiment ids are decimal strings on the wire. */
final class ExperimentIds {
    private ExperimentIds() {}

    /** The number, empty for anything that cannot be an id. */
    static Optional<Long> number(@Nullable String id) {
        return id != null && id.matches("\\d{1,18}") ? Optional.of(Long.valueOf(id)) : Optional.empty();
    }
}

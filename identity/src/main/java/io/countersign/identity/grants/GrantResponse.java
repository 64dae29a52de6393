package io.countersign.identity.grants;

import io.countersign.identity.scope.NameRule;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A narrowed role on the wire. */
record GrantResponse(
        String subject,
        @Nullable String name,
        String role,
        @Nullable List<NameRule> models,
        @Nullable List<NameRule> experiments,
        Instant changedAt,
        String changedBy) {

    static GrantResponse from(Narrowing narrowing) {
        return new GrantResponse(
                narrowing.subject(),
                narrowing.name(),
                narrowing.role().wireName(),
                narrowing.scope().models(),
                narrowing.scope().experiments(),
                narrowing.changedAt(),
                narrowing.changedBy());
    }
}

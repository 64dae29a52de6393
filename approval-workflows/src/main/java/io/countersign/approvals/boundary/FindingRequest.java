package io.countersign.approvals.boundary;

import io.countersign.approvals.entity.Finding;
import io.countersign.approvals.entity.Severity;
import io.countersign.platform.problem.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /v1/findings}.
 *
 * @param model the model
 * @param version number of the version; absent when it concerns the model as a whole
 * @param promotionId the request in whose course it was found
 * @param title in one line
 * @param area data, method, documentation, ...
 * @param description what is wrong
 * @param severity low, medium, high, critical
 * @param owner subject of who is to remedy it
 * @param ownerName their printed name
 * @param dueAt until when
 * @param conditionOf requests whose approval lapses when the finding passes its due date
 */
public record FindingRequest(
        @Nullable String model,
        @Nullable Integer version,
        @Nullable UUID promotionId,
        @Nullable String title,
        @Nullable String area,
        @Nullable String description,
        @Nullable String severity,
        @Nullable String owner,
        @Nullable String ownerName,
        @Nullable Instant dueAt,
        @Nullable List<UUID> conditionOf) {

    Finding.Found found() {
        if (dueAt == null) {
            throw ProblemException.invalid("A finding says until when it is to be remedied");
        }
        String who = FreeText.required("owner", owner);
        return new Finding.Found(
                FreeText.required("model", model),
                version,
                promotionId,
                FreeText.required("title", title),
                FreeText.required("area", area),
                FreeText.optional("description", description),
                Severity.named(FreeText.required("severity", severity)),
                who,
                ownerName == null || ownerName.isBlank() ? who : ownerName,
                dueAt);
    }

    List<UUID> conditional() {
        return conditionOf == null ? List.of() : conditionOf;
    }
}

package io.countersign.approvals.boundary;

import io.countersign.platform.problem.ProblemException;
import io.countersign.registry.TransitionIntent;
import io.countersign.registry.VersionId;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /v1/promotions}.
 *
 * @param model name of the model
 * @param version number of the version
 * @param stage stage to enter, in any case
 * @param rationale why
 * @param archiveExisting whether to archive what is there now; no when absent
 */
public record PromotionRequest(
        @Nullable String model,
        @Nullable Integer version,
        @Nullable String stage,
        @Nullable String rationale,
        @Nullable Boolean archiveExisting) {

    TransitionIntent intent() {
        if (model == null || model.isEmpty() || version == null || version < 1 || stage == null || stage.isBlank()) {
            throw ProblemException.invalid("A promotion names a model, a version from 1 and a stage");
        }
        return new TransitionIntent(
                new VersionId(model, version),
                stage,
                Boolean.TRUE.equals(archiveExisting),
                FreeText.required("rationale", rationale));
    }
}

package io.countersign.approvals.boundary;

import io.countersign.approvals.control.Asking;
import io.countersign.approvals.entity.AskedWaiver;
import io.countersign.approvals.entity.RequestKind;
import io.countersign.platform.problem.ProblemException;
import io.countersign.registry.TargetKind;
import io.countersign.registry.TransitionIntent;
import io.countersign.registry.VersionId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /v1/promotions}, {@code /v1/rollbacks}, {@code /v1/emergency-changes} and of a dry run.
 *
 * @param model name of the model
 * @param version number of the version
 * @param stage stage to enter, in any case; or else
 * @param alias protected alias that is to point at the version
 * @param removeAlias whether the alias is to be taken away instead; no when absent
 * @param rationale why
 * @param archiveExisting whether to archive what is there now; no when absent
 * @param waivers thresholds that are to be waived
 * @param evidenceRuns runs beside the version's own whose numbers are to count
 */
public record PromotionRequest(
        @Nullable String model,
        @Nullable Integer version,
        @Nullable String stage,
        @Nullable String alias,
        @Nullable Boolean removeAlias,
        @Nullable String rationale,
        @Nullable Boolean archiveExisting,
        @Nullable List<AskedWaiverRequest> waivers,
        @Nullable List<String> evidenceRuns) {
    private static final int MOST = 50;

    Asking asking(RequestKind kind) {
        return asking(kind, FreeText.required("rationale", rationale));
    }

    /** Of which nobody asks why. */
    Asking trial() {
        return asking(RequestKind.PROMOTION, FreeText.optional("rationale", rationale));
    }

    private Asking asking(RequestKind kind, String why) {
        if (model == null || model.isEmpty() || version == null || version < 1) {
            throw ProblemException.invalid("A promotion names a model, a version from 1 and a stage");
        }
        List<AskedWaiver> asked = waivers == null
                ? List.of()
                : waivers.stream().map(AskedWaiverRequest::asked).toList();
        List<String> runs = evidenceRuns == null ? List.of() : evidenceRuns;
        if (asked.size() > MOST || runs.size() > MOST) {
            throw ProblemException.invalid("At most " + MOST + " waivers and evidence runs");
        }
        if (runs.stream().anyMatch(run -> !run.matches("[A-Za-z0-9][\\w-]{0,255}"))) {
            throw ProblemException.invalid("evidenceRuns holds ids of runs");
        }
        if (kind != RequestKind.PROMOTION && !asked.isEmpty()) {
            throw ProblemException.invalid("Thresholds are waived for a promotion alone");
        }
        VersionId id = new VersionId(model, version);
        boolean archive = Boolean.TRUE.equals(archiveExisting);
        return new Asking(kind, intent(id, archive, why), asked, runs);
    }

    private TransitionIntent intent(VersionId id, boolean archive, String why) {
        if (alias != null && !alias.isBlank() && (stage == null || stage.isBlank())) {
            TargetKind target = Boolean.TRUE.equals(removeAlias) ? TargetKind.ALIAS_REMOVAL : TargetKind.ALIAS;
            return new TransitionIntent(id, target, alias, false, why);
        }
        if (stage == null || stage.isBlank() || alias != null) {
            throw ProblemException.invalid("A promotion names a stage or an alias, not both");
        }
        return new TransitionIntent(id, stage, archive, why);
    }
}

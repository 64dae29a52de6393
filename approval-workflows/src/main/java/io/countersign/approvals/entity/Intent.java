package io.countersign.approvals.entity;

import io.countersign.registry.TargetKind;
import io.countersign.registry.TransitionIntent;
import io.countersign.registry.VersionId;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;

/**
 * What is asked for.
 *
 * @param model the model
 * @param version number of the version
 * @param targetKind what is to change
 * @param targetStage canonical name of the stage to enter, or the alias
 * @param archiveExisting whether what is there now is to be archived
 * @param rationale why, may be empty
 */
@Embeddable
public record Intent(
        @Column(updatable = false) String model,
        @Column(name = "model_version", updatable = false) int version,

        @Enumerated(EnumType.STRING) @Column(name = "target_kind", updatable = false)
        TargetKind targetKind,

        @Column(name = "target_stage", updatable = false) String targetStage,

        @Column(name = "archive_existing", updatable = false)
        boolean archiveExisting,

        @Column(updatable = false) String rationale) {

    /** Into a stage. */
    public Intent(String model, int version, String targetStage, boolean archiveExisting, String rationale) {
        this(model, version, TargetKind.STAGE, targetStage, archiveExisting, rationale);
    }

    public static Intent of(TransitionIntent intent) {
        return new Intent(
                intent.version().model(),
                intent.version().version(),
                intent.kind(),
                intent.targetStage(),
                intent.archiveExisting(),
                intent.rationale());
    }

    public VersionId versionId() {
        return new VersionId(model, version);
    }

    public TransitionIntent transition() {
        return new TransitionIntent(versionId(), targetKind, targetStage, archiveExisting, rationale);
    }

    /** The target as policies name it: {@code Production}, {@code @champion}. */
    public String target() {
        return targetKind == TargetKind.STAGE ? targetStage : "@" + targetStage;
    }

    /** For people: {@code credit/3 to Production}. */
    public String text() {
        return model + "/" + version + (targetKind == TargetKind.ALIAS_REMOVAL ? " no longer " : " to ") + target();
    }
}

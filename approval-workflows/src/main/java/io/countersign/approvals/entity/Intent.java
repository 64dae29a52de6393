package io.countersign.approvals.entity;

import io.countersign.registry.TransitionIntent;
import io.countersign.registry.VersionId;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/**
 * What is asked for.
 *
 * @param model the model
 * @param version number of the version
 * @param targetStage canonical name of the stage to enter
 * @param archiveExisting whether what is there now is to be archived
 * @param rationale why, may be empty
 */
@Embeddable
public record Intent(
        @Column(updatable = false) String model,
        @Column(name = "model_version", updatable = false) int version,
        @Column(name = "target_stage", updatable = false) String targetStage,

        @Column(name = "archive_existing", updatable = false)
        boolean archiveExisting,

        @Column(updatable = false) String rationale) {

    public static Intent of(TransitionIntent intent) {
        return new Intent(
                intent.version().model(),
                intent.version().version(),
                intent.targetStage(),
                intent.archiveExisting(),
                intent.rationale());
    }

    public VersionId versionId() {
        return new VersionId(model, version);
    }

    public TransitionIntent transition() {
        return new TransitionIntent(versionId(), targetStage, archiveExisting, rationale);
    }

    /** For people: {@code credit/3 to Production}. */
    public String text() {
        return model + "/" + version + " to " + targetStage;
    }
}

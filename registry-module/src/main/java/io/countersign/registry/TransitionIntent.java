package io.countersign.registry;

/**
 * What somebody wants to happen to a version.
 *
 * @param version the version
 * @param kind what is to change
 * @param targetStage canonical name of the stage to enter; for the other kinds the alias, as written
 * @param archiveExisting whether what is in that stage now is to be archived in the same transaction
 * @param rationale why, free text, may be empty for a stock MLflow client
 */
public record TransitionIntent(
        VersionId version, TargetKind kind, String targetStage, boolean archiveExisting, String rationale) {

    /** Into a stage. */
    public TransitionIntent(VersionId version, String targetStage, boolean archiveExisting, String rationale) {
        this(version, TargetKind.STAGE, targetStage, archiveExisting, rationale);
    }
}

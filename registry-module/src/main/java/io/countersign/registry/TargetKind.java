package io.countersign.registry;

/** What a guarded transition changes. */
public enum TargetKind {
    /** The version enters a stage. */
    STAGE,
    /** A protected alias comes to point at the version. */
    ALIAS,
    /** A protected alias, which points at the version, is taken away. */
    ALIAS_REMOVAL
}

package io.countersign.audit;

/** Kinds of evidence that modules offer and report templates ask for. */
public enum EvidenceKind {
    RUN,
    MODEL,
    MODEL_VERSION,
    /** What people said of a model: entry, tier, forms, documents. */
    INVENTORY,
    /** Where versions of a model ran. */
    DEPLOYMENTS,
    PROMOTION,
    SIGN_OFFS,
    /** What was found wrong with a version or its model, and what was done about it. */
    FINDINGS,
    /** Thresholds that are let pass, by whom, until when. */
    WAIVERS,
    /** The policy that a request was decided by. */
    POLICY,
    /** Who can do what, and who used it: about the whole installation. */
    ACCESS,
    LEDGER
}

package io.countersign.audit;

/** Kinds of evidence that modules offer and report templates ask for. */
public enum EvidenceKind {
    RUN,
    MODEL,
    MODEL_VERSION,
    PROMOTION,
    SIGN_OFFS,
    /** Who can do what, and who used it: about the whole installation. */
    ACCESS,
    LEDGER
}

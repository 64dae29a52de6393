package io.countersign.ledger.control;

/** The tree in the database is not a continuation of the largest one that was signed: nothing more is signed. */
final class ForkRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ForkRefusedException(String message) {
        super(message);
    }
}

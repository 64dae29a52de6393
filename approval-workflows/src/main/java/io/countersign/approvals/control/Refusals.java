package io.countersign.approvals.control;

import io.countersign.platform.problem.ProblemType;

/** Kinds of refusal that programs can tell apart; the slugs are part of the own API's contract. */
final class Refusals {
    static final ProblemType DUTIES =
            new ProblemType("segregation-of-duties", "Duties must stay separate", ProblemType.Category.FORBIDDEN);
    static final ProblemType ALREADY_SIGNED =
            new ProblemType("already-signed", "One person signs once", ProblemType.Category.CONFLICT);
    static final ProblemType OTHER_EVIDENCE =
            new ProblemType("evidence-mismatch", "The digest is not the promotion's", ProblemType.Category.CONFLICT);

    static final ProblemType STEP_UP = new ProblemType(
            "step-up-required", "This sign-off asks for a fresh authentication", ProblemType.Category.FORBIDDEN);
    static final ProblemType HELD_BY_OTHER =
            new ProblemType("task-claimed", "Somebody else has claimed this", ProblemType.Category.CONFLICT);

    private Refusals() {}
}

package io.countersign.approvals.control;

import io.countersign.approvals.entity.AskedWaiver;
import io.countersign.approvals.entity.Finding;
import io.countersign.approvals.entity.Intent;
import io.countersign.approvals.entity.RequestKind;
import io.countersign.platform.problem.ProblemException;
import io.countersign.platform.problem.ProblemType;
import io.countersign.registry.Obstacle;
import io.countersign.registry.Registry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What must be in order before a request is taken at all. */
@ApplicationScoped
public class Admission {
    private static final ProblemType REVIEW_OVERDUE = new ProblemType(
            "retrospective-review-overdue",
            "The review of a break-glass change is overdue",
            ProblemType.Category.CONFLICT);
    private static final ProblemType OBSTACLES = new ProblemType(
            "inventory-incomplete", "Something is missing before this can be promoted", ProblemType.Category.FORBIDDEN);
    private static final ProblemType FINDINGS_OPEN =
            new ProblemType("findings-open", "Findings are to be closed first", ProblemType.Category.CONFLICT);
    private static final ProblemType NOT_APPROVED_BEFORE = new ProblemType(
            "not-approved-before", "There is no earlier approval to go back to", ProblemType.Category.CONFLICT);

    @Inject
    Promotions promotions;

    @Inject
    Findings findings;

    @Inject
    Approvals approvals;

    @Inject
    Reviews reviews;

    @Inject
    Times times;

    @Inject
    Registry registry;

    /** @throws ProblemException (conflict), (forbidden) or (invalid) saying what is not in order */
    void require(Asking asked, Intent intent) {
        requireNothingInTheWay(intent);
        Instant now = times.now();
        for (AskedWaiver waiver : asked.waivers()) {
            if (!waiver.until().isAfter(now)) {
                throw ProblemException.invalid("A waiver of " + waiver.metric() + " ends in the future");
            }
        }
        if (asked.kind() != RequestKind.ROLLBACK) {
            requireReviewsInTime(intent);
        }
        switch (asked.kind()) {
            case PROMOTION -> requireFindingsClosed(intent);
            case ROLLBACK -> requireApprovedBefore(intent, now);
            case EMERGENCY -> requireReason(intent);
        }
    }

    /** Said before anybody is asked to sign, with all that is missing at once. */
    private void requireNothingInTheWay(Intent intent) {
        List<Obstacle> obstacles = registry.obstacles(intent.transition());
        if (!obstacles.isEmpty()) {
            throw new ProblemException(
                    OBSTACLES,
                    intent.versionId() + " cannot be asked for yet: "
                            + obstacles.stream().map(Obstacle::text).collect(Collectors.joining("; ")),
                    Map.of("obstacles", obstacles));
        }
    }

    /** The review afterwards can't be skipped: while one is overdue, the model stands still, except for going back. */
    private void requireReviewsInTime(Intent intent) {
        if (reviews.overdue(intent.model())) {
            throw new ProblemException(
                    REVIEW_OVERDUE,
                    "A break-glass change of " + intent.model()
                            + " has not been reviewed in time; nothing can be asked for until it is");
        }
    }

    private void requireFindingsClosed(Intent intent) {
        List<Finding> open = promotions
                .newestRejection(intent)
                .map(rejected -> findings.of(rejected.id()).stream()
                        .filter(finding ->
                                !finding.closed() && finding.severity().blocksResubmission())
                        .toList())
                .orElse(List.of());
        if (!open.isEmpty()) {
            throw new ProblemException(
                    FINDINGS_OPEN,
                    intent.text() + " was rejected with findings that are still open: "
                            + open.stream().map(Finding::title).toList(),
                    Map.of(
                            "findings",
                            open.stream()
                                    .map(finding -> finding.id().toString())
                                    .toList()));
        }
    }

    private void requireApprovedBefore(Intent intent, Instant now) {
        if (approvals.goodEarlier(intent, now).isEmpty()) {
            throw new ProblemException(
                    NOT_APPROVED_BEFORE,
                    intent.versionId() + " was never approved for " + intent.target()
                            + ", or its approval has lapsed: ask for a promotion");
        }
    }

    private static void requireReason(Intent intent) {
        if (intent.rationale().isBlank()) {
            throw ProblemException.invalid("A break-glass change says why it cannot wait");
        }
    }
}

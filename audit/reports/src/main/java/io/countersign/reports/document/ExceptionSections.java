package io.countersign.reports.document;

/** Section 12: what was found wrong, and which thresholds were let pass (SS1/23 P5; SR 26-2). */
final class ExceptionSections {
    private ExceptionSections() {}

    static Grid findings(Facts findings) {
        Grid.Builder grid = new Grid.Builder()
                .column("Finding", 25)
                .column("Severity", 12)
                .column("Owner", 18)
                .column("Due", 27)
                .column("State", 18);
        for (Facts finding : findings.rows("findings")) {
            grid.row(
                    Cell.of(finding.get("title")),
                    ApprovalSections.words(finding.text("severity")),
                    Cell.of(finding.get("owner")),
                    Cell.of(finding.time("dueAt")),
                    state(finding));
        }
        return grid.build();
    }

    private static Cell state(Facts finding) {
        Cell state = ApprovalSections.words(finding.text("state"));
        boolean overdue = Boolean.TRUE.equals(finding.get("overdue"));
        return overdue ? new Cell("✗ " + state.text() + ", overdue", "failed") : state;
    }

    static Grid waivers(Facts waivers) {
        Grid.Builder grid = new Grid.Builder()
                .column("Threshold", 19)
                .column("Reason", 22)
                .column("Asked by", 16)
                .column("Granted by", 16)
                .column("Until", 27);
        for (Facts waiver : waivers.rows("waivers")) {
            grid.row(
                    Cell.of(waiver.get("metric")),
                    Cell.of(waiver.get("reason")),
                    Cell.of(waiver.get("askedBy")),
                    Cell.of(waiver.get("grantedBy")),
                    Cell.of(waiver.time("until")));
        }
        return grid.build();
    }
}

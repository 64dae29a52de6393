package io.countersign.reports.document;

import java.util.List;
import java.util.Map;

/** The cover and section 0: what this report is, how it is sealed, how to verify it. */
final class CoverSection {
    private static final String SECTION = "0  Integrity of this report";
    private static final int LONGEST_HEAD = 44;

    private CoverSection() {}

    static void fill(
            Map<String, Object> model,
            ReportTemplate template,
            Cover cover,
            Facts promotion,
            Facts ledger,
            List<EmptyField> empties) {
        String subject = promotion.text("model") + ", version " + promotion.text("version");
        String stage = String.valueOf(promotion.text("targetStage"));
        model.put("subject", Glyphs.sans(subject));
        model.put("head", Glyphs.sans(shortened(subject)));
        model.put("stage", Glyphs.sans(stage));
        model.put("title", Glyphs.sans("Change-management evidence: " + subject + " to " + stage));
        model.put("state", state(promotion));
        model.put("outcome", outcome(promotion));
        seal(model, template, cover, ledger, empties);
    }

    /** What every report says of itself. */
    static void seal(
            Map<String, Object> model, ReportTemplate template, Cover cover, Facts ledger, List<EmptyField> empties) {
        model.put("reportId", cover.reportId().toString());
        model.put("asOf", String.valueOf(Printed.value(cover.asOf())));
        model.put("madeBy", Glyphs.sans(cover.madeBy()));
        model.put("checkpoint", Glyphs.mono(String.valueOf(ledger.text("checkpoint"))));
        model.put("integrity", integrity(template, cover, ledger, empties));
    }

    /** One line of the running head; the cover has the whole. */
    private static String shortened(String subject) {
        int half = LONGEST_HEAD / 2;
        return subject.length() <= LONGEST_HEAD
                ? subject
                : subject.substring(0, half) + "…" + subject.substring(subject.length() - half);
    }

    private static Cell state(Facts promotion) {
        String state = String.valueOf(promotion.text("state"));
        String sign =
                switch (state) {
                    case "approved" -> "✓ ";
                    case "rejected", "refused", "void", "withdrawn" -> "✗ ";
                    default -> "○ ";
                };
        String style = state.equals("approved") ? "passed" : sign.startsWith("✗") ? "failed" : "text";
        return new Cell(Glyphs.sans(sign + Printed.words(state)), style);
    }

    private static String outcome(Facts promotion) {
        List<String> failed = PerformanceSection.failed(promotion);
        int count = promotion.rows("thresholds").size();
        String thresholds = count == 0
                ? "No threshold was judged."
                : failed.isEmpty()
                        ? "All " + count + " thresholds were met."
                        : failed.size() + " of " + count + " thresholds were not met: " + String.join(", ", failed)
                                + ".";
        String told = promotion.text("outcome");
        return Glyphs.sans(told == null ? thresholds : thresholds + " " + told);
    }

    private static FieldList integrity(ReportTemplate template, Cover cover, Facts ledger, List<EmptyField> empties) {
        return new FieldList.Builder(SECTION, empties)
                .mono("Report id", cover.reportId())
                .text("As of", cover.asOf())
                .text("Made by", cover.madeBy())
                .text("Template", template.name() + ", version " + template.version())
                .text("Software", "Countersign " + cover.softwareVersion())
                .text("Ledger", ledger.get("origin"))
                .text("Entries in the signed tree", ledger.get("treeSize"))
                .mono("Key of the ledger", ledger.get("verifierKey"))
                .text("Signer of this file", cover.signer())
                .mono("Signing certificate (SHA-256)", cover.signerFingerprint())
                .mono("Attached evidence.json (SHA-256)", cover.evidenceSha256())
                .build();
    }
}

package io.countersign.reports.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.countersign.audit.EvidenceKind;
import io.countersign.platform.json.Json;
import io.countersign.reports.document.AccessReview;
import io.countersign.reports.document.PromotionEvidence;
import io.countersign.reports.entity.Dossier;
import io.countersign.reports.entity.ReportId;
import io.countersign.reports.pdf.SigningKey;
import io.countersign.reports.testing.Dossiers;
import io.countersign.reports.testing.Pdfs;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.verapdf.pdfa.flavours.PDFAFlavour;

class PrintReportTest {
    private static final String AS_OF_PRINTED = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS")
            .withZone(ZoneOffset.UTC)
            .format(Dossiers.AS_OF);

    private static final ReportId ID = ReportId.next();

    private static SigningKey key;

    @BeforeAll
    static void makeKey(@TempDir Path directory) {
        key = SigningKey.openOrCreate(directory.resolve("key.p12"), "secret".toCharArray());
    }

    private static byte[] print(Dossiers dossiers) throws Exception {
        byte[] pdf = new PrintReport(key).print(new PromotionEvidence(), dossiers.dossier(), ID, Dossiers.auditor());
        keepForTheEye(pdf);
        return pdf;
    }

    /** Beside the test reports, so that a person can look at the pages. */
    private static void keepForTheEye(byte[] pdf) throws Exception {
        String test = StackWalker.getInstance()
                .walk(frames -> frames.skip(2).findFirst().orElseThrow())
                .getMethodName();
        Path directory = Files.createDirectories(Path.of("target", "reports-printed"));
        Files.write(directory.resolve(test + ".pdf"), pdf);
    }

    @Test
    void theAccessReviewSaysWhoCanDoWhatAndIsAccessible() throws Exception {
        byte[] pdf = new PrintReport(key).print(new AccessReview(), Dossiers.accessReview(), ID, Dossiers.auditor());
        keepForTheEye(pdf);

        assertThat(Pdfs.text(pdf))
                .contains("Access review")
                .contains("Erin Engel (4711)")
                .contains("credit-*")
                .contains("nightly (key:1)")
                .contains("Every field of this report was filled");
        assertThat(Pdfs.violations(pdf, PDFAFlavour.PDFUA_1)).isEmpty();
    }

    @Test
    void everySectionSaysWhatWasGathered() throws Exception {
        byte[] pdf = print(Dossiers.approvedPromotion());

        assertThat(Pdfs.text(pdf))
                .contains("Change-management evidence credit-scoring, version 3 to Production ✓ Approved")
                .contains("All 4 thresholds were met. Version 3 entered Production; version 2 was archived.")
                .contains("Report id " + ID)
                .contains("As of " + AS_OF_PRINTED + " UTC")
                .contains("Made by Ines Prüfer (7d0c2f4e-auditor1)")
                .contains("Digest of the artifacts (SHA-256) " + Dossiers.digest("root"))
                .contains("german-credit training b1946ac9")
                .contains("Code commit 8a7c1f0d6be94c02a9d1f3b7c5e8a6d4b2f01937")
                .contains("learning_rate 0.05")
                .contains("test/ks ≥ 0.35 0.4471 ✓ Passed")
                .contains("test/brier ≤ 0.2 0.1632 ✓ Passed")
                .contains("test auc age:under_25 0.7318")
                .contains("[0.7512, 0.8301]")
                .contains("Printed name Viktor Lang")
                .contains("Meaning of the signature Approved")
                .contains("Digest signed (SHA-256) " + Dossiers.digest("evidence"))
                .contains("Same as the frozen evidence ✓ Yes")
                .contains("Authentication Oidc session")
                .contains("No person gave two required signatures ✓ Kept")
                .contains("Drift of income is not")
                .contains("✗ Open, overdue")
                .contains("Missing values were not")
                .contains("Few applicants of that")
                .contains("2027-03-31 00:00:00 UTC")
                .contains("2026-11-23 09:42:10 UTC None Production")
                .contains("Leaf 45 sign-off.given")
                .contains("Leaf hash " + Dossiers.digest("leaf 5"))
                .contains(Dossiers.digest("node 5/8"))
                .contains("countersign.example/ledger 312");
        assertThat(Pdfs.bookmarks(pdf))
                .containsExactly(
                        "0  Integrity of this report",
                        "1  Identity",
                        "4  Data",
                        "5  Development",
                        "6  Performance",
                        "10  Approvals",
                        "11  Segregation of duties",
                        "12  Findings and waivers",
                        "13  Change history",
                        "Annex A  Ledger entries cited",
                        "Annex C  Fields left empty");
        List<String> pages = Pdfs.pages(pdf);
        for (int page = 1; page <= pages.size(); page++) {
            assertThat(pages.get(page - 1)).contains("Page " + page + " of " + pages.size());
        }
        assertThat(pages.subList(1, pages.size()))
                .allSatisfy(page -> assertThat(page).contains(ID.toString()));
    }

    @Test
    void attachedEvidenceIsExact() throws Exception {
        Dossier dossier = Dossiers.approvedPromotion()
                .with(EvidenceKind.PROMOTION, "rationale", "😀 <b>naïve</b>\u0000\u202e")
                .with(EvidenceKind.RUN, "metrics", Dossiers.facts("test/auc", Double.NaN, "test/ks", -0.0))
                .dossier();
        byte[] pdf = new PrintReport(key).print(new PromotionEvidence(), dossier, ID, Dossiers.auditor());

        Map<String, byte[]> files = Pdfs.attachments(pdf);
        assertThat(files).containsOnlyKeys("checkpoint.txt", "evidence.json");
        assertThat(files.get("evidence.json")).isEqualTo(EvidenceFile.of(dossier, new PromotionEvidence(), ID));
        assertThat(Pdfs.text(pdf))
                .contains("Attached evidence.json (SHA-256) " + Digests.sha256(files.get("evidence.json")));
        JsonNode evidence = Json.mapper().readTree(files.get("evidence.json")).path("evidence");
        assertThat(evidence.at("/PROMOTION/fields/rationale").asText()).isEqualTo("😀 <b>naïve</b>\u0000\u202e");
        assertThat(evidence.at("/RUN/fields/metrics/test~1auc").asText()).isEqualTo("NaN");
        assertThat(new String(files.get("checkpoint.txt"), StandardCharsets.UTF_8))
                .isEqualTo(dossier.of(EvidenceKind.LEDGER).fields().get("checkpoint"));
    }

    @Test
    void signatureHoldsAndOneChangedByteBreaksIt() throws Exception {
        byte[] pdf = print(Dossiers.approvedPromotion());

        assertThat(Pdfs.isSignedBy(pdf, key.certificate())).isTrue();
        for (int at : new int[] {200, pdf.length / 3, pdf.length / 2}) {
            byte[] changed = pdf.clone();
            changed[at] ^= 1;
            assertThat(Pdfs.isSignedBy(changed, key.certificate())).isFalse();
        }
    }

    @Test
    void hostileAndForeignTextIsPrintedAsTextInAConformingFile() throws Exception {
        byte[] pdf = print(Dossiers.approvedPromotion()
                .with(
                        EvidenceKind.PROMOTION,
                        "rationale",
                        "<script>alert(1)</script> &amp; ${7*7} [[${7*7}]] __${7*7}__")
                .with(EvidenceKind.MODEL, "description", "مخاطر الائتمان and סיכון אשראי, then 🦄 and 信用")
                .with(EvidenceKind.MODEL_VERSION, "description", "approved\u202etcejer\u0007 \ud800 x")
                .with(EvidenceKind.RUN, "name", "n".repeat(500))
                .with(EvidenceKind.PROMOTION, "model", "m".repeat(250)));

        String text = Pdfs.text(pdf);
        assertThat(text)
                .contains("<script>alert(1)</script> &amp; ${7*7} [[${7*7}]] __${7*7}__")
                .contains("[U+1F984] and [U+4FE1][U+7528]")
                .contains("approved[U+202E]tcejer[U+0007] [U+D800] x")
                .contains("אשראי");
        assertThat(text.replace(" ", "")).contains("n".repeat(500)).contains("m".repeat(250));
        assertThat(Pdfs.violations(pdf, PDFAFlavour.PDFA_3_A)).isEmpty();
        assertThat(Pdfs.violations(pdf, PDFAFlavour.PDFUA_1)).isEmpty();
    }

    @Test
    void metricsThatAreNoNumbersAndFailedThresholdsAreSaidPlainly() throws Exception {
        byte[] pdf = print(Dossiers.approvedPromotion()
                .with(EvidenceKind.PROMOTION, "state", "refused")
                .with(
                        EvidenceKind.PROMOTION,
                        "thresholds",
                        List.of(
                                Dossiers.facts(
                                        "metric",
                                        "test/auc",
                                        "comparator",
                                        ">=",
                                        "limit",
                                        0.75,
                                        "value",
                                        "NaN",
                                        "verdict",
                                        "failed",
                                        "reason",
                                        "NaN is below every limit"),
                                Dossiers.facts(
                                        "metric", "test/ks", "comparator", ">=", "limit", 0.3, "verdict", "missing")))
                .with(
                        EvidenceKind.RUN,
                        "metrics",
                        Dossiers.facts("test/auc", Double.NaN, "loss", Double.POSITIVE_INFINITY)));

        assertThat(Pdfs.text(pdf))
                .contains("✗ Refused")
                .contains("2 of 2 thresholds were not met: test/auc, test/ks.")
                .contains("test/auc ≥ 0.75 NaN ✗ Failed NaN is below every limit")
                .contains("test/ks ≥ 0.3 Not provided ✗ Missing")
                .contains("test auc all NaN")
                .contains("– loss all Infinity");
    }

    @Test
    void everyCitedEntryIsInAnnexA() throws Exception {
        byte[] pdf = print(Dossiers.approvedPromotion().withLedgerEntries(200));

        String text = Pdfs.text(pdf);
        for (int i = 0; i < 200; i++) {
            assertThat(text).contains("Leaf " + (40 + i) + " ").contains(Dossiers.digest("leaf " + i));
        }
    }

    @Test
    void longTablesRepeatTheirHead() throws Exception {
        Map<String, Object> params = new LinkedHashMap<>();
        for (int i = 0; i < 120; i++) {
            params.put("parameter_%03d".formatted(i), "value " + i);
        }
        byte[] pdf = print(Dossiers.approvedPromotion().with(EvidenceKind.RUN, "params", params));

        List<String> pages = Pdfs.pages(pdf).stream()
                .filter(page -> page.contains("parameter_"))
                .toList();
        assertThat(pages).hasSizeGreaterThan(2);
        assertThat(pages).allSatisfy(page -> assertThat(page).contains("Parameter Value"));
    }

    @Test
    void emptyFieldsStandInAnnexC() throws Exception {
        byte[] pdf = print(Dossiers.approvedPromotion()
                .without(EvidenceKind.PROMOTION, "rationale")
                .with(EvidenceKind.RUN, "datasets", List.of())
                .with(EvidenceKind.SIGN_OFFS, "signOffs", List.of()));

        String text = Pdfs.text(pdf);
        assertThat(text).contains("Rationale Not provided").contains("No signature has been given.");
        assertThat(text.substring(text.lastIndexOf("Nobody filled the following fields")))
                .contains("1 Identity Owner")
                .contains("10 Approvals, request Rationale")
                .contains("4 Data Datasets of the run");
    }
}

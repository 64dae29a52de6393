package io.countersign.reports.control;

import io.countersign.audit.EvidenceKind;
import io.countersign.platform.actor.Actor;
import io.countersign.reports.document.Cover;
import io.countersign.reports.document.ReportTemplate;
import io.countersign.reports.entity.Dossier;
import io.countersign.reports.entity.ReportId;
import io.countersign.reports.pdf.Attachment;
import io.countersign.reports.pdf.Attachments;
import io.countersign.reports.pdf.HtmlPages;
import io.countersign.reports.pdf.PdfPrinter;
import io.countersign.reports.pdf.PdfSigner;
import io.countersign.reports.pdf.SigningKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** From a dossier to the signed file: fill the template, print, attach the evidence, sign last. */
public final class PrintReport {
    private final HtmlPages pages = new HtmlPages();
    private final PdfPrinter printer = new PdfPrinter();
    private final SigningKey key;

    public PrintReport(SigningKey key) {
        this.key = key;
    }

    /** The signed PDF. Takes seconds and memory in proportion to its pages: never call it inside a transaction. */
    public byte[] print(ReportTemplate template, Dossier dossier, ReportId id, Actor madeBy) {
        byte[] evidence = EvidenceFile.of(dossier, template, id);
        Cover cover = new Cover(
                id,
                dossier.asOf(),
                madeBy.displayName() + " (" + madeBy.subject() + ")",
                SoftwareVersion.current(),
                key.subject(),
                key.fingerprint(),
                Digests.sha256(evidence));
        Map<String, Object> model = template.model(dossier, cover);
        byte[] printed = printer.print(pages.fill(template.name(), model), cover.softwareVersion());
        byte[] complete = Attachments.attach(printed, attachments(dossier, evidence), dossier.asOf());
        return new PdfSigner(key).sign(complete, "Report " + id + " of Countersign", dossier.asOf());
    }

    private static List<Attachment> attachments(Dossier dossier, byte[] evidence) {
        List<Attachment> files = new ArrayList<>();
        files.add(new Attachment(
                "evidence.json", "application/json", "The evidence that this report is made of", evidence));
        Object checkpoint = dossier.of(EvidenceKind.LEDGER).fields().get("checkpoint");
        if (checkpoint != null) {
            byte[] bytes = checkpoint.toString().getBytes(StandardCharsets.UTF_8);
            files.add(new Attachment("checkpoint.txt", "text/plain", "The signed checkpoint of the ledger", bytes));
        }
        return files;
    }
}

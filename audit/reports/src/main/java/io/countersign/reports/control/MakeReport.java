package io.countersign.reports.control;

import io.countersign.audit.Subject;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.problem.ProblemException;
import io.countersign.platform.problem.ProblemType;
import io.countersign.reports.document.AccessReview;
import io.countersign.reports.document.PromotionEvidence;
import io.countersign.reports.document.ReportTemplate;
import io.countersign.reports.entity.Dossier;
import io.countersign.reports.entity.MadeReport;
import io.countersign.reports.entity.ReportId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Makes a report: gathers in a snapshot, prints and signs outside any transaction, stores it with its audit entry. */
@ApplicationScoped
public class MakeReport {
    private static final List<ReportTemplate> TEMPLATES = List.of(new PromotionEvidence(), new AccessReview());
    private static final int AT_ONCE = 2;
    private static final int PATIENCE_SECONDS = 30;

    /** Printing holds the whole document in memory, so only few go on at once. */
    private final Semaphore presses = new Semaphore(AT_ONCE, true);

    @Inject
    GatherEvidence evidence;

    @Inject
    Press press;

    @Inject
    StoredReports reports;

    /**
     * @throws ProblemException (invalid) for an unknown template or a subject of another kind than it is about, and as
     *     {@link GatherEvidence#about} says; (unavailable) when too many reports are being printed
     */
    public MadeReport make(Actor actor, String templateName, Subject subject) {
        ReportTemplate template = requireAbout(templateName, subject);
        Dossier dossier = evidence.about(template, subject);
        ReportId id = ReportId.next();
        byte[] pdf = print(template, dossier, id, actor);
        MadeReport made = new MadeReport(
                id,
                templateName,
                subject,
                dossier.asOf(),
                actor.subject(),
                actor.displayName(),
                Digests.sha256(pdf),
                pdf.length);
        reports.add(actor, made, pdf);
        return made;
    }

    /**
     * The template, which is about subjects of this kind.
     *
     * @throws ProblemException (invalid)
     */
    public static ReportTemplate requireAbout(String templateName, Subject subject) {
        ReportTemplate template = template(templateName);
        if (!template.subjectKind().equals(subject.kind())) {
            throw ProblemException.invalid("The template " + templateName + " is about a " + template.subjectKind()
                    + ", not about a " + subject.kind());
        }
        return template;
    }

    private static ReportTemplate template(String name) {
        return TEMPLATES.stream()
                .filter(template -> template.name().equals(name))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid("There is no template \"" + name + "\"; there are: "
                        + TEMPLATES.stream().map(ReportTemplate::name).toList()));
    }

    private byte[] print(ReportTemplate template, Dossier dossier, ReportId id, Actor actor) {
        boolean free = false;
        try {
            free = presses.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (!free) {
                throw busy();
            }
            return press.get().print(template, dossier, id, actor);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw busy();
        } finally {
            if (free) {
                presses.release();
            }
        }
    }

    private static ProblemException busy() {
        return new ProblemException(ProblemType.UNAVAILABLE, "Too many reports are being printed; try again shortly");
    }
}

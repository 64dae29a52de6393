package io.countersign.reports.document;

import io.countersign.audit.EvidenceKind;
import io.countersign.reports.entity.Dossier;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Change-management evidence for one promotion (SOX change approval; 21 CFR 11.10, 11.50, 11.70). */
public final class PromotionEvidence implements ReportTemplate {
    private static final List<Heading> HEADINGS = List.of(
            new Heading("integrity", "0", "Integrity of this report"),
            new Heading("identity", "1", "Identity"),
            new Heading("data", "4", "Data"),
            new Heading("development", "5", "Development"),
            new Heading("performance", "6", "Performance"),
            new Heading("approvals", "10", "Approvals"),
            new Heading("duties", "11", "Segregation of duties"),
            new Heading("exceptions", "12", "Findings and waivers"),
            new Heading("history", "13", "Change history"),
            new Heading("annex-a", "A", "Ledger entries cited"),
            new Heading("annex-c", "C", "Fields left empty"));

    @Override
    public String name() {
        return "promotion-evidence";
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public String subjectKind() {
        return "promotion";
    }

    @Override
    public EvidenceKind primary() {
        return EvidenceKind.PROMOTION;
    }

    @Override
    public Set<EvidenceKind> needs() {
        return EnumSet.of(
                EvidenceKind.PROMOTION,
                EvidenceKind.SIGN_OFFS,
                EvidenceKind.MODEL_VERSION,
                EvidenceKind.RUN,
                EvidenceKind.MODEL,
                EvidenceKind.FINDINGS,
                EvidenceKind.WAIVERS,
                EvidenceKind.LEDGER);
    }

    @Override
    public Map<String, Object> model(Dossier dossier, Cover cover) {
        Facts promotion = facts(dossier, EvidenceKind.PROMOTION);
        Facts signOffs = facts(dossier, EvidenceKind.SIGN_OFFS);
        Facts version = facts(dossier, EvidenceKind.MODEL_VERSION);
        Facts run = facts(dossier, EvidenceKind.RUN);
        Facts ledger = facts(dossier, EvidenceKind.LEDGER);
        List<EmptyField> empties = new ArrayList<>();
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("headings", HEADINGS);
        model.put("at", HEADINGS.stream().collect(Collectors.toMap(Heading::id, Function.identity())));
        CoverSection.fill(model, this, cover, promotion, ledger, empties);
        SubjectSections.fill(model, promotion, facts(dossier, EvidenceKind.MODEL), version, run, empties);
        model.put("thresholds", PerformanceSection.thresholds(promotion));
        model.put("metrics", PerformanceSection.metrics(run));
        model.put("required", ApprovalSections.required(promotion));
        model.put("signOffs", ApprovalSections.signOffs(signOffs, promotion, empties));
        model.put("persons", ApprovalSections.persons(promotion, signOffs, empties));
        model.put("rules", ApprovalSections.rules(promotion));
        model.put("findings", ExceptionSections.findings(facts(dossier, EvidenceKind.FINDINGS)));
        model.put("waivers", ExceptionSections.waivers(facts(dossier, EvidenceKind.WAIVERS)));
        model.put("entries", LedgerAnnex.entries(ledger, empties));
        model.put("empties", EmptyFields.grid(empties));
        return model;
    }

    private static Facts facts(Dossier dossier, EvidenceKind kind) {
        return new Facts(dossier.of(kind).fields());
    }
}

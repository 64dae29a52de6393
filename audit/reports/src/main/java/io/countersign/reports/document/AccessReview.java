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

/** Who can do what, and who used it (SOX ITGC user access review; ISO 27001 A.5.18; annex B of the dossiers). */
public final class AccessReview implements ReportTemplate {
    private static final List<Heading> HEADINGS = List.of(
            new Heading("integrity", "0", "Integrity of this report"),
            new Heading("people", "B.1", "People and service accounts"),
            new Heading("keys", "B.2", "API keys"),
            new Heading("annex-c", "C", "Fields left empty"));

    @Override
    public String name() {
        return "access-review";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public String subjectKind() {
        return "access-review";
    }

    @Override
    public EvidenceKind primary() {
        return EvidenceKind.ACCESS;
    }

    @Override
    public Set<EvidenceKind> needs() {
        return EnumSet.of(EvidenceKind.ACCESS, EvidenceKind.LEDGER);
    }

    @Override
    public Map<String, Object> model(Dossier dossier, Cover cover) {
        Facts access = new Facts(dossier.of(EvidenceKind.ACCESS).fields());
        Facts ledger = new Facts(dossier.of(EvidenceKind.LEDGER).fields());
        List<EmptyField> empties = new ArrayList<>();
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("headings", HEADINGS);
        model.put("at", HEADINGS.stream().collect(Collectors.toMap(Heading::id, Function.identity())));
        model.put("title", "Access review");
        model.put("subject", "Who can do what, and who used it");
        model.put("head", "Access review");
        CoverSection.seal(model, this, cover, ledger, empties);
        model.put("people", people(access));
        model.put("keys", keys(access));
        model.put("empties", EmptyFields.grid(empties));
        return model;
    }

    private static Grid people(Facts access) {
        Grid.Builder grid = new Grid.Builder()
                .column("Who", 25)
                .column("Kind", 9)
                .column("Role", 13)
                .column("Models", 12)
                .column("Experiments", 13)
                .column("Last use", 15)
                .column("Left", 13);
        for (Facts row : access.rows("people")) {
            grid.row(
                    Cell.of(row.get("name") + " (" + row.get("subject") + ")"),
                    Cell.of(Printed.words(String.valueOf(row.text("kind")))),
                    Cell.of(Printed.words(String.valueOf(row.text("role")))),
                    Cell.of(row.get("models")),
                    Cell.of(row.get("experiments")),
                    Cell.of(row.time("lastUsedAt")),
                    PerformanceSection.orDash(row.time("leftAt")));
        }
        return grid.build();
    }

    private static Grid keys(Facts access) {
        Grid.Builder grid = new Grid.Builder()
                .column("Key", 20)
                .column("Answers for it", 16)
                .column("Role", 12)
                .column("Models", 11)
                .column("Experiments", 13)
                .column("Last use", 14)
                .column("Expires", 14);
        for (Facts row : access.rows("keys")) {
            grid.row(
                    Cell.of(row.get("name") + " (" + row.get("subject") + ")"),
                    Cell.of(row.get("accountable")),
                    Cell.of(Printed.words(String.valueOf(row.text("role")))),
                    Cell.of(row.get("models")),
                    Cell.of(row.get("experiments")),
                    PerformanceSection.orDash(row.time("lastUsedAt")),
                    Cell.of(row.time("expiresAt")));
        }
        return grid.build();
    }
}

package io.countersign.registry.inventory;

import io.countersign.audit.EntryId;
import io.countersign.audit.Evidence;
import io.countersign.audit.EvidenceKind;
import io.countersign.audit.EvidenceRequest;
import io.countersign.audit.EvidenceSource;
import io.countersign.registry.control.Models;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What people said of a model: inventory entry, tier, forms and documents, as they stood at the moment asked for; a field that nobody filled is absent. */
@ApplicationScoped
public class InventoryEvidence implements EvidenceSource {
    @Inject
    Models models;

    @Inject
    InventoryStore store;

    @Inject
    TierOverrides overrides;

    @Inject
    Documents documents;

    @Override
    public EvidenceKind kind() {
        return EvidenceKind.INVENTORY;
    }

    @Override
    @Transactional
    public Optional<Evidence> gather(EvidenceRequest request) {
        if (!request.subject().kind().equals("registered-model")) {
            return Optional.empty();
        }
        String model = request.subject().id();
        if (models.find(model)
                .filter(found -> !found.createdAt().isAfter(request.asOf()))
                .isEmpty()) {
            return Optional.empty();
        }
        Optional<InventoryEntry> entry = store.at(model, request.asOf());
        List<Documents.Document> files = documents.all(model).stream()
                .filter(document -> !document.at().isAfter(request.asOf()))
                .toList();
        List<EntryId> entries = new ArrayList<>();
        entry.map(InventoryEntry::entry).ifPresent(entries::add);
        files.stream().map(Documents.Document::entry).forEach(entries::add);
        return Optional.of(
                new Evidence(EvidenceKind.INVENTORY, fields(model, entry, files, request.asOf()), List.of(), entries));
    }

    private Map<String, Object> fields(
            String model, Optional<InventoryEntry> entry, List<Documents.Document> files, Instant asOf) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("model", model);
        InventoryFields said = entry.map(InventoryEntry::fields).orElse(InventoryFields.EMPTY);
        entry.ifPresent(found -> {
            fields.put("revision", found.revision());
            fields.put("digest", found.sha256());
            fields.put("updatedAt", found.at());
            put(fields, "updatedBy", person(found.by()));
        });
        put(fields, "purpose", said.purpose());
        put(fields, "intendedUse", said.intendedUse());
        put(fields, "prohibitedUse", said.prohibitedUse());
        put(fields, "users", said.users());
        put(fields, "decisionsAffected", said.decisionsAffected());
        put(fields, "limitations", said.limitations());
        put(fields, "owner", person(said.owner()));
        put(fields, "developer", person(said.developer()));
        put(fields, "validator", person(said.validator()));
        put(fields, "businessLine", said.businessLine());
        put(fields, "origin", said.origin());
        put(fields, "vendorName", said.vendorName());
        put(fields, "classification", said.classification());
        put(fields, "classificationReason", said.classificationReason());
        put(fields, "exposure", said.exposure());
        put(fields, "purposeScore", said.purposeScore());
        put(fields, "dependencies", said.dependencies());
        put(fields, "regulations", said.regulations());
        put(
                fields,
                "nextRevalidation",
                said.nextRevalidation() == null ? null : said.nextRevalidation().toString());
        tier(fields, model, entry, asOf);
        fields.put("forms", forms(model, asOf));
        fields.put("documents", files.stream().map(InventoryEvidence::document).toList());
        return fields;
    }

    private void tier(Map<String, Object> fields, String model, Optional<InventoryEntry> entry, Instant asOf) {
        InventoryFields said = entry.map(InventoryEntry::fields).orElse(InventoryFields.EMPTY);
        Integer scored = entry.map(InventoryEntry::scoredTier).orElse(null);
        Optional<TierOverrides.TierOverride> override = overrides
                .inForce(model, said)
                .filter(found -> found.decidedAt() != null && !found.decidedAt().isAfter(asOf));
        Integer overridden = override.map(TierOverrides.TierOverride::tier).orElse(scored);
        fields.put("tier", overridden == null ? Inventory.UNASSESSED : overridden);
        fields.put("tierSource", override.isPresent() ? "override" : scored != null ? "scored" : "unassessed");
        entry.map(InventoryEntry::tierTable)
                .filter(table -> !table.isEmpty())
                .ifPresent(table -> fields.put("tierTable", table));
        override.ifPresent(found -> {
            Map<String, Object> told = new LinkedHashMap<>();
            told.put("tier", found.tier());
            told.put("reason", found.reason());
            put(told, "askedBy", person(found.askedBy()));
            put(told, "approvedBy", person(found.decidedBy()));
            put(told, "approvedAt", found.decidedAt());
            fields.put("tierOverride", told);
        });
    }

    /** Answers by section; a section that nobody filled is absent. */
    private Map<String, Object> forms(String model, Instant asOf) {
        Map<String, Object> forms = new LinkedHashMap<>();
        for (String section : Sections.all().keySet()) {
            Map<String, String> answers = documents.answers(model, null, section, asOf);
            if (!answers.isEmpty()) {
                forms.put(section, answers);
            }
        }
        return forms;
    }

    private static Map<String, Object> document(Documents.Document document) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("section", document.section());
        told.put("title", document.title());
        put(told, "version", document.version());
        told.put("revision", document.revision());
        told.put("kind", document.form() ? "form" : "document");
        told.put("sha256", document.sha256());
        told.put("sizeBytes", document.sizeBytes());
        told.put("at", document.at());
        put(told, "by", person(document.by()));
        return told;
    }

    private static @Nullable Map<String, Object> person(@Nullable Holder holder) {
        return holder == null ? null : Map.of("subject", holder.subject(), "name", holder.name());
    }

    private static void put(Map<String, Object> fields, String key, @Nullable Object value) {
        if (value != null) {
            fields.put(key, value);
        }
    }
}

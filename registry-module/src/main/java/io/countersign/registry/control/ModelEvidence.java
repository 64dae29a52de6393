package io.countersign.registry.control;

import io.countersign.audit.Evidence;
import io.countersign.audit.EvidenceKind;
import io.countersign.audit.EvidenceRequest;
import io.countersign.audit.EvidenceSource;
import io.countersign.registry.entity.RegisteredModel;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the registry knows of a model. */
@ApplicationScoped
public class ModelEvidence implements EvidenceSource {
    @Inject
    Models models;

    @Override
    public EvidenceKind kind() {
        return EvidenceKind.MODEL;
    }

    @Override
    @Transactional
    public Optional<Evidence> gather(EvidenceRequest request) {
        if (!request.subject().kind().equals("registered-model")) {
            return Optional.empty();
        }
        return models.find(request.subject().id())
                .filter(model -> !model.createdAt().isAfter(request.asOf()))
                .map(model ->
                        new Evidence(EvidenceKind.MODEL, fields(model), List.of(), List.of(model.createdEntry())));
    }

    private static Map<String, Object> fields(RegisteredModel model) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", model.name());
        if (!model.description().isEmpty()) {
            fields.put("description", model.description());
        }
        fields.put("createdAt", model.createdAt());
        fields.put("createdBy", Person.of(model.createdBy(), model.createdByName()));
        fields.put("tags", model.tags());
        return fields;
    }
}

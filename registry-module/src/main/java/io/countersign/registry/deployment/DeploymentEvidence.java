package io.countersign.registry.deployment;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where a model's versions ran, as recorded by the moment asked for. */
@ApplicationScoped
public class DeploymentEvidence implements EvidenceSource {
    @Inject
    Models models;

    @Inject
    Deployments deployments;

    @Override
    public EvidenceKind kind() {
        return EvidenceKind.DEPLOYMENTS;
    }

    @Override
    @Transactional
    public Optional<Evidence> gather(EvidenceRequest request) {
        if (!request.subject().kind().equals("registered-model")) {
            return Optional.empty();
        }
        if (models.find(request.subject().id())
                .filter(model -> !model.createdAt().isAfter(request.asOf()))
                .isEmpty()) {
            return Optional.empty();
        }
        List<Deployment> found = deployments.of(request.subject().id(), request.asOf());
        List<EntryId> entries = found.stream().map(Deployment::entry).toList();
        List<Map<String, Object>> told =
                found.stream().map(one -> tell(one, request.asOf())).toList();
        return Optional.of(new Evidence(EvidenceKind.DEPLOYMENTS, Map.of("deployments", told), List.of(), entries));
    }

    private static Map<String, Object> tell(Deployment deployment, Instant asOf) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("id", deployment.id().toString());
        told.put("version", deployment.version());
        told.put("stage", deployment.stage());
        told.put("environment", deployment.environment());
        told.put("target", deployment.target());
        told.put("reference", deployment.reference());
        told.put("deployedAt", deployment.deployedAt());
        told.put("recordedBy", Map.of("subject", deployment.recordedBy(), "name", deployment.recordedByName()));
        Instant ended = deployment.endedAt();
        if (ended != null && !ended.isAfter(asOf)) {
            told.put("endedAt", ended);
        }
        return told;
    }
}

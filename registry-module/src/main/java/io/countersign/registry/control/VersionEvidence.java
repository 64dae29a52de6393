package io.countersign.registry.control;

import io.countersign.audit.EntryId;
import io.countersign.audit.Evidence;
import io.countersign.audit.EvidenceKind;
import io.countersign.audit.EvidenceRequest;
import io.countersign.audit.EvidenceSource;
import io.countersign.audit.Subject;
import io.countersign.registry.VersionId;
import io.countersign.registry.entity.ModelVersion;
import io.countersign.registry.entity.StageChange;
import io.countersign.tracking.ArtifactFile;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the registry knows of a version: where it comes from, its bytes, and its way through the stages. */
@ApplicationScoped
public class VersionEvidence implements EvidenceSource {
    private static final Pattern ID = Pattern.compile("(.+)/([1-9]\\d{0,8})", Pattern.DOTALL);

    @Inject
    Models models;

    @Inject
    ModelVersions modelVersions;

    @Override
    public EvidenceKind kind() {
        return EvidenceKind.MODEL_VERSION;
    }

    @Override
    @Transactional
    public Optional<Evidence> gather(EvidenceRequest request) {
        Matcher id = ID.matcher(request.subject().id());
        if (!request.subject().kind().equals("model-version") || !id.matches()) {
            return Optional.empty();
        }
        return models.find(new VersionId(id.group(1), Integer.parseInt(id.group(2))))
                .filter(version -> !version.registeredAt().isAfter(request.asOf()))
                .map(version -> evidence(
                        version,
                        modelVersions.history(version).stream()
                                .filter(change -> !change.at().isAfter(request.asOf()))
                                .toList()));
    }

    private static Evidence evidence(ModelVersion version, List<StageChange> history) {
        List<Subject> related = new ArrayList<>();
        version.run().ifPresent(run -> related.add(new Subject("run", run.value())));
        related.add(new Subject("registered-model", version.model().name()));
        List<EntryId> entries = history.stream().map(StageChange::entry).toList();
        return new Evidence(EvidenceKind.MODEL_VERSION, fields(version, history), related, entries);
    }

    private static Map<String, Object> fields(ModelVersion version, List<StageChange> history) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("model", version.model().name());
        fields.put("version", version.number());
        fields.put(
                "stage",
                history.isEmpty()
                        ? version.stage()
                        : history.get(history.size() - 1).to());
        fields.put("source", version.source());
        version.run().ifPresent(run -> fields.put("runId", run.value()));
        fields.put("registeredBy", Person.of(version.registeredBy(), version.registeredByName()));
        fields.put("registeredAt", version.registeredAt());
        version.binding().ifPresent(binding -> {
            fields.put("rootDigest", binding.manifest().rootDigest());
            fields.put(
                    "files",
                    binding.manifest().files().stream()
                            .map(VersionEvidence::file)
                            .toList());
        });
        if (!version.description().isEmpty()) {
            fields.put("description", version.description());
        }
        fields.put("history", history.stream().map(VersionEvidence::step).toList());
        return fields;
    }

    private static Map<String, Object> file(ArtifactFile file) {
        return Map.of("path", file.path(), "sizeBytes", file.sizeBytes(), "sha256", file.sha256());
    }

    private static Map<String, Object> step(StageChange change) {
        Map<String, Object> step = new LinkedHashMap<>();
        step.put("stage", change.to());
        change.from().ifPresent(from -> step.put("from", from));
        step.put("at", change.at());
        step.put("by", Person.of(change.bySubject(), change.byName()));
        change.requestId().ifPresent(request -> step.put("requestId", request.toString()));
        return step;
    }
}

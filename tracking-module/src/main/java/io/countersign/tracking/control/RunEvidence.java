package io.countersign.tracking.control;

import io.countersign.audit.Evidence;
import io.countersign.audit.EvidenceKind;
import io.countersign.audit.EvidenceRequest;
import io.countersign.audit.EvidenceSource;
import io.countersign.audit.Subject;
import io.countersign.tracking.ArtifactManifest;
import io.countersign.tracking.entity.Run;
import io.countersign.tracking.entity.RunContent;
import io.countersign.tracking.entity.RunInfo;
import io.countersign.tracking.scorecard.ScoreCard;
import io.countersign.tracking.view.ScoreCards;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What reports may say of a run. Keys as docs/architecture.md lists them. */
@Dependent
@Transactional
public class RunEvidence implements EvidenceSource {
    private final TrackingDatabase database;
    private final Seals seals;

    @Inject
    public RunEvidence(TrackingDatabase database, Seals seals) {
        this.database = database;
        this.seals = seals;
    }

    @Override
    public EvidenceKind kind() {
        return EvidenceKind.RUN;
    }

    @Override
    public Optional<Evidence> gather(EvidenceRequest request) {
        Subject subject = request.subject();
        if (!subject.kind().equals("run")) {
            return Optional.empty();
        }
        return database
                .entities()
                .createQuery("from Run r join fetch r.experiment where r.runId = :id", Run.class)
                .setParameter("id", subject.id())
                .getResultList()
                .stream()
                .findFirst()
                .map(this::evidence);
    }

    private Evidence evidence(Run run) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", run.runId());
        fields.put("name", run.name());
        fields.put("experiment", run.experiment().name());
        fields.put("status", run.status().name());
        fields.put("startedBy", Map.of("subject", run.startedBy(), "name", run.startedByName()));
        fields.put("startedAt", Instant.ofEpochMilli(run.startTime()));
        if (run.endTime() != null) {
            fields.put("endedAt", Instant.ofEpochMilli(run.endTime()));
        }
        addContent(fields, database.sql(connection -> RunContents.of(connection, run.id())));
        fields.put("artifacts", artifacts(run));
        fields.put("reproducibility", reproducibility(run));
        Optional<Seals.Seal> seal = seals.last(run);
        seal.ifPresent(last -> fields.put("sealDigest", last.digest()));
        return new Evidence(
                EvidenceKind.RUN,
                fields,
                List.of(),
                seal.map(last -> List.of(last.entry())).orElse(List.of()));
    }

    private static void addContent(Map<String, Object> fields, RunContent content) {
        Map<String, Object> params = new TreeMap<>();
        content.params().forEach(param -> params.put(param.key(), param.value()));
        Map<String, Object> metrics = new TreeMap<>();
        content.metrics().forEach(point -> metrics.put(point.key(), point.value()));
        Map<String, Object> tags = new TreeMap<>();
        content.tags().forEach(tag -> tags.put(tag.key(), tag.value()));
        fields.put("params", params);
        fields.put("metrics", metrics);
        fields.put("tags", tags);
        fields.put(
                "datasets",
                content.inputs().stream()
                        .map(input -> Map.of(
                                "name", input.dataset().name(),
                                "digest", input.dataset().digest(),
                                "context", input.context(),
                                "source", input.dataset().source()))
                        .toList());
    }

    private Map<String, Object> reproducibility(Run run) {
        RunContent content = database.sql(connection -> RunContents.of(connection, run.id()));
        ScoreCard card = new ScoreCards(database).of(new Runs.Loaded(RunInfo.of(run), content));
        return Map.of(
                "present",
                card.present(),
                "total",
                card.items().size(),
                "items",
                card.items().stream().map(RunEvidence::item).toList());
    }

    private static Map<String, Object> item(ScoreCard.Item item) {
        return Map.of(
                "name",
                item.name(),
                "title",
                item.title(),
                "state",
                item.state().wireName(),
                "found",
                item.found().stream().map(RunEvidence::found).toList());
    }

    private static Map<String, Object> found(ScoreCard.Found found) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("what", found.what());
        fields.put("value", found.value());
        fields.put("source", found.source());
        if (found.link() != null) {
            fields.put("link", found.link());
        }
        return fields;
    }

    private Map<String, Object> artifacts(Run run) {
        ArtifactManifest manifest =
                ArtifactManifest.of(database.sql(connection -> ArtifactTree.below(connection, run.id(), "")));
        return Map.of(
                "rootDigest",
                manifest.rootDigest(),
                "files",
                manifest.files().stream()
                        .map(file ->
                                Map.of("path", file.path(), "sizeBytes", file.sizeBytes(), "sha256", file.sha256()))
                        .toList());
    }
}

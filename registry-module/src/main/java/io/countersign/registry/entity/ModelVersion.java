package io.countersign.registry.entity;

import io.countersign.platform.actor.Actor;
import io.countersign.platform.id.Ids;
import io.countersign.registry.RegisteredVersion;
import io.countersign.registry.VersionId;
import io.countersign.tracking.ArtifactManifest;
import io.countersign.tracking.RunId;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.hibernate.annotations.BatchSize;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** A version of a registered model: numbered, bound to bytes, in one stage at a time. */
@Entity
@DynamicUpdate
@Table(name = "model_version")
public class ModelVersion {
    @Id
    private UUID id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "model_id")
    private RegisteredModel model;

    private int number;
    private String stage;
    /** Copy of the stage's flag: an index and a foreign key read it, no code does. */
    @SuppressWarnings("UnusedVariable")
    private boolean exclusive;

    private String description;
    private String source;

    @Column(name = "download_uri")
    private String downloadUri;

    @Column(name = "run_id")
    private @Nullable String runId;

    @Column(name = "run_link")
    private String runLink;

    @Column(name = "artifact_run_id")
    private @Nullable String artifactRunId;

    @Column(name = "artifact_model_id")
    private @Nullable String artifactModelId;

    @Column(name = "artifact_path")
    private @Nullable String artifactPath;

    @Column(name = "root_digest")
    private @Nullable String rootDigest;

    @Column(name = "registered_at")
    private Instant registeredAt;

    @Column(name = "registered_by")
    private String registeredBy;

    @Column(name = "registered_by_name")
    private String registeredByName;

    @Column(name = "updated_at")
    private Instant updatedAt;

    @Column(name = "ever_guarded")
    private boolean everGuarded;

    @Column(name = "logged_model_id")
    private @Nullable String loggedModelId;

    /** Whether its bytes were found to be others than those registered. */
    @Column(name = "broken_since")
    private @Nullable Instant brokenSince;

    @Column(name = "deleted_at")
    private @Nullable Instant deletedAt;

    @ElementCollection
    @BatchSize(size = 200)
    @CollectionTable(name = "model_version_tag", joinColumns = @JoinColumn(name = "version_id"))
    @MapKeyColumn(name = "key")
    @Column(name = "value")
    private Map<String, String> tags = new HashMap<>();

    @ElementCollection
    @CollectionTable(name = "model_version_file", joinColumns = @JoinColumn(name = "version_id"))
    @OrderColumn(name = "position")
    private List<PinnedFile> files = new ArrayList<>();

    @SuppressWarnings("NullAway.Init")
    protected ModelVersion() {}

    /** The next version of a line, in the stage where every version begins. The line must be locked. */
    public ModelVersion(
            RegisteredModel model,
            Stage first,
            Origin origin,
            String description,
            Map<String, String> tags,
            Actor registrar,
            Instant now) {
        this.id = Ids.next();
        this.model = model;
        this.number = model.takeNumber(now);
        this.stage = first.name();
        this.exclusive = first.exclusive();
        this.description = description;
        this.source = origin.source();
        this.downloadUri = origin.downloadUri();
        this.runId = origin.run() == null ? null : origin.run().value();
        this.runLink = origin.runLink();
        this.loggedModelId = origin.loggedModel();
        this.registeredAt = now;
        this.registeredBy = registrar.responsibleSubject();
        this.registeredByName = registrar.displayName();
        this.updatedAt = now;
        this.tags.putAll(tags);
        bind(origin.binding());
    }

    private void bind(@Nullable ArtifactBinding binding) {
        if (binding != null) {
            RunId boundRun = binding.run();
            artifactRunId = boundRun == null ? null : boundRun.value();
            artifactModelId = binding.loggedModel();
            artifactPath = binding.path();
            rootDigest = binding.manifest().rootDigest();
            binding.manifest().files().forEach(file -> files.add(new PinnedFile(file)));
        }
    }

    /** Moves to another stage and leaves the record of it. The line must be locked. */
    public StageChange moveTo(Stage target, Move move) {
        StageChange change = new StageChange(this, stage, target.name(), move);
        stage = target.name();
        exclusive = target.exclusive();
        everGuarded = everGuarded || target.guardedBy().isPresent();
        updatedAt = move.at();
        model.touch(move.at());
        return change;
    }

    public void describe(String text, Instant now) {
        description = text;
        updatedAt = now;
    }

    public void tag(String key, String value) {
        tags.put(key, value);
    }

    /** Takes a tag away; its value, or null when there was none. */
    public @Nullable String untag(String key) {
        return tags.remove(key);
    }

    /** Leaves a tombstone: its number is not given again. The line must be locked. */
    public void delete(Instant now) {
        deletedAt = now;
        updatedAt = now;
        model.touch(now);
    }

    /** Whether it was ever in a stage that a policy guarded then; such a version is archived, never deleted. */
    public boolean everGuarded() {
        return everGuarded;
    }

    /** MLflow 3's logged model that it was registered from. */
    public Optional<String> loggedModel() {
        return Optional.ofNullable(loggedModelId);
    }

    /** Whether its bytes were found to be others than those that were registered. */
    public boolean broken() {
        return brokenSince != null;
    }

    public Optional<Instant> brokenSince() {
        return Optional.ofNullable(brokenSince);
    }

    /** Its bytes were found to be others, or with null the registered ones again. */
    public void breaks(@Nullable Instant since) {
        brokenSince = since;
    }

    public UUID rowId() {
        return id;
    }

    public VersionId id() {
        return new VersionId(model.name(), number);
    }

    public RegisteredModel model() {
        return model;
    }

    public int number() {
        return number;
    }

    public String stage() {
        return stage;
    }

    public String description() {
        return description;
    }

    public String source() {
        return source;
    }

    public String downloadUri() {
        return downloadUri;
    }

    public Optional<RunId> run() {
        return Optional.ofNullable(runId).map(RunId::new);
    }

    public String runLink() {
        return runLink;
    }

    public Instant registeredAt() {
        return registeredAt;
    }

    public String registeredBy() {
        return registeredBy;
    }

    public String registeredByName() {
        return registeredByName;
    }

    public Instant updatedAt() {
        return updatedAt;
    }

    public boolean deleted() {
        return deletedAt != null;
    }

    /** Tags, sorted by key. */
    public Map<String, String> tags() {
        return new TreeMap<>(tags);
    }

    /** The bytes it is bound to; empty when they are not kept here. */
    public Optional<ArtifactBinding> binding() {
        if (rootDigest == null || artifactPath == null) {
            return Optional.empty();
        }
        ArtifactManifest manifest =
                new ArtifactManifest(files.stream().map(PinnedFile::file).toList(), rootDigest);
        RunId boundRun = artifactRunId == null ? null : new RunId(artifactRunId);
        return Optional.of(new ArtifactBinding(boundRun, artifactModelId, artifactPath, manifest));
    }

    /** As other modules see it. */
    public RegisteredVersion view() {
        return new RegisteredVersion(
                id(),
                stage,
                source,
                runId,
                registeredBy,
                registeredByName,
                registeredAt,
                description,
                binding().map(ArtifactBinding::manifest).orElse(null));
    }
}

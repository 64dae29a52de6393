package io.countersign.registry.integrity;

import io.countersign.audit.AuditEvent;
import io.countersign.audit.AuditLog;
import io.countersign.audit.Subject;
import io.countersign.platform.actor.Actor;
import io.countersign.registry.VersionId;
import io.countersign.registry.control.Models;
import io.countersign.registry.control.RegistryDatabase;
import io.countersign.registry.control.RegistryEvent;
import io.countersign.registry.control.RegistryEvents;
import io.countersign.registry.entity.ArtifactBinding;
import io.countersign.registry.entity.ModelVersion;
import io.countersign.tracking.ArtifactFile;
import io.countersign.tracking.ArtifactManifest;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What is known of versions' bytes, in short transactions; no store is read in here. */
@Dependent
@Transactional
public class Integrity {
    /** Any number that nothing else locks: one node at a time takes work. */
    private static final long LOCK = 0x7265_6769_7374_7279L;

    private final RegistryDatabase database;
    private final Models models;
    private final AuditLog audit;
    private final RegistryEvents events;

    @Inject
    public Integrity(RegistryDatabase database, Models models, AuditLog audit, RegistryEvents events) {
        this.database = database;
        this.models = models;
        this.audit = audit;
        this.events = events;
    }

    /**
     * Takes versions whose last check is that long ago, those never checked first. One node takes at a time; what is taken
     * counts as checked, so that another node does not take it too.
     */
    List<VersionId> take(Duration after, int most) {
        boolean elected = database.first("SELECT pg_try_advisory_xact_lock(?)", row -> row.getBoolean(1), LOCK)
                .orElse(false);
        if (!elected) {
            return List.of();
        }
        return database.list(
                "UPDATE registry.model_version v SET checked_at = now() FROM registry.registered_model m"
                        + " WHERE m.id = v.model_id AND v.id IN (SELECT w.id FROM registry.model_version w"
                        + " WHERE w.deleted_at IS NULL AND w.root_digest IS NOT NULL"
                        + " AND (w.checked_at IS NULL OR w.checked_at < ?) ORDER BY w.checked_at NULLS FIRST LIMIT ?"
                        + " FOR UPDATE SKIP LOCKED) RETURNING m.name, v.number",
                row -> new VersionId(row.getString(1), row.getInt(2)),
                Instant.now().minus(after),
                most);
    }

    /** What a version is bound to; empty for one that is bound to nothing of ours, or is gone. */
    Optional<ArtifactBinding> binding(VersionId version) {
        return models.find(version).flatMap(ModelVersion::binding);
    }

    /**
     * Notes what was found. The first time that bytes are others than registered is an entry, an event for webhooks and an
     * alarm, and so is their return.
     *
     * @param now what lies there, null when nothing does
     * @return whether the bytes are the registered ones
     */
    boolean note(VersionId id, @org.jspecify.annotations.Nullable ArtifactManifest now, Actor actor) {
        Optional<ModelVersion> found = models.find(id);
        if (found.isEmpty() || found.get().binding().isEmpty()) {
            return true;
        }
        // Locked only where there is something to note: nearly every check finds what it found before.
        ModelVersion version = known(found.get(), now) ? found.get() : models.lock(id);
        if (known(version, now)) {
            return !version.broken();
        }
        ArtifactManifest registered = version.binding().orElseThrow().manifest();
        boolean intact = version.broken();
        version.breaks(intact ? null : RegistryDatabase.now());
        String changed = intact ? "" : Changes.between(registered, now);
        database.update(
                "UPDATE registry.model_version SET broken_detail = ?, checked_at = now() WHERE id = ?",
                changed,
                version.rowId());
        audit.append(
                actor,
                AuditEvent.of(
                                intact ? "model-version.mended" : "model-version.broken",
                                Subject.modelVersion(id.model(), id.version()))
                        .fact("registered", registered.rootDigest())
                        .fact("found", now == null ? "" : now.rootDigest())
                        .disclose("changed", changed)
                        .build());
        if (!intact) {
            events.happened(new RegistryEvent(
                    RegistryEvent.Kind.VERSION_BROKEN,
                    id.model(),
                    id.version(),
                    version.model().isPrompt(),
                    Map.of("changed", changed)));
        }
        return intact;
    }

    /** Whether what lies there is what is on record of it. */
    private static boolean known(ModelVersion version, @org.jspecify.annotations.Nullable ArtifactManifest now) {
        boolean intact =
                now != null && version.binding().orElseThrow().manifest().sameFiles(now);
        return intact != version.broken();
    }

    /**
     * Notes that a reader met other bytes than registered in one file; the other files count as they were. Committed whatever
     * becomes of the read.
     *
     * @param path the file's path in the version's manifest
     * @param there what lies there, null when nothing does
     */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    void noteFile(VersionId id, String path, @org.jspecify.annotations.Nullable ArtifactFile there, Actor reader) {
        binding(id).ifPresent(binding -> {
            List<ArtifactFile> files = new ArrayList<>(binding.manifest().files());
            files.removeIf(file -> file.path().equals(path));
            if (there != null) {
                files.add(new ArtifactFile(path, there.sizeBytes(), there.sha256()));
            }
            note(id, ArtifactManifest.of(files), reader);
        });
    }

    /** Versions that are broken now. */
    long broken() {
        return database.first(
                        "SELECT count(*) FROM registry.model_version WHERE broken_since IS NOT NULL AND deleted_at IS NULL",
                        row -> row.getLong(1))
                .orElse(0L);
    }

    /** In words which files changed; empty for an intact version. */
    public String changed(VersionId id) {
        return Objects.requireNonNullElse(
                database.first(
                                "SELECT v.broken_detail FROM registry.model_version v JOIN registry.registered_model m"
                                        + " ON m.id = v.model_id WHERE m.name = ? AND m.deleted_at IS NULL AND v.number = ?",
                                row -> row.getString(1),
                                id.model(),
                                id.version())
                        .orElse(""),
                "");
    }
}

package io.countersign.registry.entity;

import io.countersign.audit.EntryId;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.id.Ids;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.hibernate.annotations.BatchSize;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** A named line of versions. Its row is the lock for everything that changes the line. */
@Entity
@DynamicUpdate
@Table(name = "registered_model")
public class RegisteredModel {
    @Id
    private UUID id;

    private String name;
    private String description;

    @Column(name = "last_version")
    private int lastVersion;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    @Column(name = "created_by")
    private String createdBy;

    @Column(name = "created_by_name")
    private String createdByName;

    @Column(name = "created_entry")
    private UUID createdEntry;

    @Column(name = "deleted_at")
    private @Nullable Instant deletedAt;

    @ElementCollection
    @BatchSize(size = 200)
    @CollectionTable(name = "registered_model_tag", joinColumns = @JoinColumn(name = "model_id"))
    @MapKeyColumn(name = "key")
    @Column(name = "value")
    private Map<String, String> tags = new HashMap<>();

    @ElementCollection
    @BatchSize(size = 200)
    @CollectionTable(name = "model_alias", joinColumns = @JoinColumn(name = "model_id"))
    @MapKeyColumn(name = "alias")
    @Column(name = "version")
    private Map<String, Integer> aliases = new HashMap<>();

    @SuppressWarnings("NullAway.Init")
    protected RegisteredModel() {}

    /**
     * A new line without versions.
     *
     * @param entry the ledger entry that tells of it
     */
    public RegisteredModel(
            String name, String description, Map<String, String> tags, Actor creator, EntryId entry, Instant now) {
        this.id = Ids.next();
        this.name = name;
        this.description = description;
        this.createdAt = now;
        this.updatedAt = now;
        this.createdBy = creator.responsibleSubject();
        this.createdByName = creator.displayName();
        this.createdEntry = entry.value();
        this.tags.putAll(tags);
    }

    /** The next number of the line. Numbers are never given twice, not even that of a deleted version. */
    public int takeNumber(Instant now) {
        touch(now);
        return ++lastVersion;
    }

    /** Remembers that one of its versions changed its stage, number or existence. */
    public void touch(Instant now) {
        updatedAt = now;
    }

    public void describe(String text, Instant now) {
        description = text;
        touch(now);
    }

    public void tag(String key, String value) {
        tags.put(key, value);
    }

    /** Points an alias at a version; the version it pointed at before, or null. */
    public @Nullable Integer pointAlias(String alias, int version) {
        return aliases.put(alias, version);
    }

    /** The aliases that point at a version, sorted. */
    public List<String> aliasesOf(int version) {
        return aliases().entrySet().stream()
                .filter(alias -> alias.getValue() == version)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Takes an alias away; the version it pointed at, or null when there was none. */
    public @Nullable Integer dropAlias(String alias) {
        return aliases.remove(alias);
    }

    /** Takes a tag away; its value, or null when there was none. */
    public @Nullable String untag(String key) {
        return tags.remove(key);
    }

    /** Gives the line another name. */
    public void rename(String other, Instant now) {
        name = other;
        touch(now);
    }

    /** Ends the line: it is found no more, and its name may be used again. */
    public void delete(Instant now) {
        aliases.clear();
        deletedAt = now;
        touch(now);
    }

    /** Whether it is one of MLflow 3's prompts, which live among the models. */
    public boolean isPrompt() {
        return "true".equals(tags.get("mlflow.prompt.is_prompt"));
    }

    public UUID id() {
        return id;
    }

    public String name() {
        return name;
    }

    public String description() {
        return description;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant updatedAt() {
        return updatedAt;
    }

    public String createdBy() {
        return createdBy;
    }

    public String createdByName() {
        return createdByName;
    }

    public EntryId createdEntry() {
        return new EntryId(createdEntry);
    }

    /** Tags, sorted by key. */
    public Map<String, String> tags() {
        return new TreeMap<>(tags);
    }

    /** Aliases with the number of the version that each points at, sorted. */
    public Map<String, Integer> aliases() {
        return new TreeMap<>(aliases);
    }
}

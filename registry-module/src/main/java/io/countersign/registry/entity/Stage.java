package io.countersign.registry.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Optional;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A stage of a version's life, and what guards entry to it. */
@Entity
@Immutable
@Table(name = "stage")
public class Stage {
    /** Where every version begins. */
    public static final String NONE = "None";

    /** Where a version goes that another one replaces. */
    public static final String ARCHIVED = "Archived";

    @Id
    private String name;

    private int position;

    @Column(name = "guarded_by")
    private @Nullable String guardedBy;

    private boolean active;
    private boolean exclusive;

    @SuppressWarnings("NullAway.Init")
    protected Stage() {}

    public String name() {
        return name;
    }

    public int position() {
        return position;
    }

    /** The policy that guards entry; empty for a stage that anybody entitled to transitions may enter at once. */
    public Optional<String> guardedBy() {
        return Optional.ofNullable(guardedBy);
    }

    /** Whether versions in it are in use, so that archiving what is there now has a meaning. */
    public boolean active() {
        return active;
    }

    /** Whether at most one version of a model may be in it. */
    public boolean exclusive() {
        return exclusive;
    }
}

package io.countersign.registry.entity;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/** An alias, in lower case, that moves only through a request. */
@Entity
@Immutable
@Table(name = "protected_alias")
public class ProtectedAlias {
    @Id
    private String alias;

    @SuppressWarnings("NullAway.Init")
    protected ProtectedAlias() {}

    public String alias() {
        return alias;
    }
}

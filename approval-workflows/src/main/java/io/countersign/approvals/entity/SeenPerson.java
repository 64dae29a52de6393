package io.countersign.approvals.entity;

import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.Role;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** A person who has been here, with the roles of their last token: for notices and deputies, never a source of rights. */
@Entity
@DynamicUpdate
@Table(name = "person")
public class SeenPerson {
    @Id
    private String subject;

    private String name;

    private @Nullable String email;

    private String roles;

    @Column(name = "seen_at")
    private Instant seenAt;

    @Column(name = "left_at")
    private @Nullable Instant leftAt;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected SeenPerson() {}

    public SeenPerson(Actor person, Instant at) {
        this.subject = person.subject();
        seen(person, at);
    }

    public final void seen(Actor person, Instant at) {
        this.name = person.displayName();
        this.roles = person.roles().stream().map(Role::wireName).sorted().collect(Collectors.joining(" "));
        this.seenAt = at;
        this.leftAt = null;
    }

    public void notifyAt(@Nullable String address) {
        this.email = address;
    }

    public void left(Instant at) {
        this.leftAt = at;
    }

    public String subject() {
        return subject;
    }

    public String name() {
        return name;
    }

    public Optional<String> email() {
        return Optional.ofNullable(email);
    }

    public String roles() {
        return roles;
    }

    public Instant seenAt() {
        return seenAt;
    }

    public Optional<Instant> leftAt() {
        return Optional.ofNullable(leftAt);
    }
}

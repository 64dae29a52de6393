package io.countersign.approvals.entity;

import io.countersign.platform.actor.Actor;
import jakarta.persistence.Basic;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A comment on a request, perhaps with a file. */
@Entity
@Immutable
@Table(name = "remark")
public class Remark {
    @Id
    private UUID id;

    @Column(name = "request_id")
    private UUID requestId;

    private String author;

    @Column(name = "author_name")
    private String authorName;

    private Instant at;

    private String text;

    @Column(name = "file_name")
    private @Nullable String fileName;

    @Column(name = "media_type")
    private @Nullable String mediaType;

    @Basic(fetch = FetchType.LAZY)
    private byte @Nullable [] content;

    private @Nullable String digest;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected Remark() {}

    /**
     * A file that goes with a comment.
     *
     * @param name its name
     * @param mediaType its type, as said
     * @param content its bytes
     * @param digest lower-case hex of their SHA-256
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    public record Attached(String name, String mediaType, byte[] content, String digest) {}

    public Remark(UUID id, UUID requestId, Actor author, String text, @Nullable Attached file, Instant at) {
        this.id = id;
        this.requestId = requestId;
        this.author = author.responsibleSubject();
        this.authorName = author.displayName();
        this.at = at;
        this.text = text;
        if (file != null) {
            this.fileName = file.name();
            this.mediaType = file.mediaType();
            this.content = file.content();
            this.digest = file.digest();
        }
    }

    public UUID id() {
        return id;
    }

    public UUID requestId() {
        return requestId;
    }

    public String author() {
        return author;
    }

    public String authorName() {
        return authorName;
    }

    public Instant at() {
        return at;
    }

    public String text() {
        return text;
    }

    public Optional<String> fileName() {
        return Optional.ofNullable(fileName);
    }

    public Optional<String> mediaType() {
        return Optional.ofNullable(mediaType);
    }

    public Optional<byte[]> content() {
        return Optional.ofNullable(content);
    }

    public Optional<String> digest() {
        return Optional.ofNullable(digest);
    }
}

package io.countersign.registry.control;

import io.countersign.audit.AuditEvent;
import io.countersign.audit.AuditLog;
import io.countersign.audit.Subject;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.Role;
import io.countersign.platform.id.Ids;
import io.countersign.platform.mlflow.MlflowException;
import io.countersign.platform.problem.ProblemException;
import io.countersign.registry.VersionId;
import io.countersign.registry.entity.ModelVersion;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What people say about a version. Its author changes or deletes a comment, an administrator may delete it. */
@Dependent
@Transactional
public class Comments {
    private static final int LONGEST = 65_535;
    private static final String SELECT =
            "SELECT c.id, m.name, v.number, c.text, c.created_at, c.created_by, c.created_by_name, c.updated_at"
                    + " FROM registry.version_comment c JOIN registry.model_version v ON v.id = c.version_id"
                    + " JOIN registry.registered_model m ON m.id = v.model_id WHERE ";

    private final RegistryDatabase database;
    private final Models models;
    private final AuditLog audit;
    private final RegistryEvents events;

    @Inject
    public Comments(RegistryDatabase database, Models models, AuditLog audit, RegistryEvents events) {
        this.database = database;
        this.models = models;
        this.audit = audit;
        this.events = events;
    }

    /** A comment as it stands. */
    public record Comment(
            UUID id,
            VersionId version,
            String text,
            Instant createdAt,
            String author,
            String authorName,
            Instant updatedAt) {}

    /** @throws ProblemException (not found), (forbidden) out of reach */
    public Comment add(VersionId version, String text, Actor actor) {
        ModelVersion commented = models.version(version, actor);
        Instant now = RegistryDatabase.now();
        Comment comment = new Comment(
                Ids.next(), version, bounded(text), now, actor.responsibleSubject(), actor.displayName(), now);
        database.update(
                "INSERT INTO registry.version_comment (id, version_id, text, created_at, created_by, created_by_name, updated_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                comment.id(),
                commented.rowId(),
                text,
                now,
                comment.author(),
                comment.authorName(),
                now);
        audit.append(
                actor, event("comment.created", comment).disclose("text", text).build());
        events.happened(new RegistryEvent(
                RegistryEvent.Kind.COMMENT_CREATED,
                version.model(),
                version.version(),
                commented.model().isPrompt(),
                Map.of("comment", text)));
        return comment;
    }

    /** @throws ProblemException (not found), (forbidden) for anybody but its author */
    public Comment change(UUID id, String text, Actor actor) {
        Comment before = get(id, actor);
        if (!before.author().equals(actor.responsibleSubject())) {
            throw ProblemException.forbidden("Only who wrote a comment can change it");
        }
        Instant now = RegistryDatabase.now();
        database.update(
                "UPDATE registry.version_comment SET text = ?, updated_at = ? WHERE id = ?", bounded(text), now, id);
        audit.append(
                actor,
                event("comment.updated", before)
                        .disclose("before", before.text())
                        .disclose("after", text)
                        .build());
        return new Comment(id, before.version(), text, before.createdAt(), before.author(), before.authorName(), now);
    }

    /** @throws ProblemException (not found), (forbidden) for anybody but its author and administrators */
    public void delete(UUID id, Actor actor) {
        Comment comment = get(id, actor);
        if (!comment.author().equals(actor.responsibleSubject()) && !actor.has(Role.ADMIN)) {
            throw ProblemException.forbidden("Only who wrote a comment, or an administrator, can delete it");
        }
        database.update("DELETE FROM registry.version_comment WHERE id = ?", id);
        audit.append(
                actor,
                event("comment.deleted", comment)
                        .disclose("before", comment.text())
                        .build());
    }

    /** Those on a version, oldest first. @throws ProblemException (not found), (forbidden) out of reach */
    public List<Comment> on(VersionId version, Actor actor) {
        return database.list(
                SELECT + "v.id = ? ORDER BY c.id",
                Comments::read,
                models.version(version, actor).rowId());
    }

    private Comment get(UUID id, Actor actor) {
        Comment comment = database.first(SELECT + "c.id = ? AND v.deleted_at IS NULL", Comments::read, id)
                .orElseThrow(() -> ProblemException.notFound("Comment with id " + id + " not found"));
        VisibleModels.requireRead(actor, comment.version().model());
        return comment;
    }

    private static Comment read(ResultSet row) throws SQLException {
        return new Comment(
                row.getObject("id", UUID.class),
                new VersionId(row.getString("name"), row.getInt("number")),
                row.getString("text"),
                RegistryDatabase.moment(row, "created_at"),
                row.getString("created_by"),
                row.getString("created_by_name"),
                RegistryDatabase.moment(row, "updated_at"));
    }

    private static String bounded(String text) {
        if (text.isBlank() || text.length() > LONGEST || text.indexOf('\0') >= 0) {
            throw MlflowException.invalid("A comment has 1 to " + LONGEST + " characters");
        }
        return text;
    }

    private static AuditEvent.Builder event(String action, Comment comment) {
        return AuditEvent.of(
                        action,
                        Subject.modelVersion(
                                comment.version().model(), comment.version().version()))
                .fact("comment", comment.id().toString());
    }
}

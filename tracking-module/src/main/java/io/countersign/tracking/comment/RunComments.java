package io.countersign.tracking.comment;

import io.countersign.audit.AuditEvent;
import io.countersign.audit.AuditLog;
import io.countersign.audit.EntryId;
import io.countersign.audit.Subject;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.Role;
import io.countersign.platform.id.Ids;
import io.countersign.platform.problem.ProblemException;
import io.countersign.tracking.control.ExperimentAccess;
import io.countersign.tracking.control.Sql;
import io.countersign.tracking.control.TrackingDatabase;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes and reads comments on runs. */
@Dependent
@Transactional
public class RunComments {
    private static final Set<Role> WRITERS =
            EnumSet.of(Role.ENGINEER, Role.VALIDATOR, Role.RISK_APPROVER, Role.MODEL_OWNER, Role.ADMIN);
    private static final int MAX_LENGTH = 10_000;

    private static final String SELECT = "SELECT c.id, c.text, c.author, c.author_name, c.written_at, c.supersedes,"
            + " (SELECT l.id FROM tracking.run_comment l WHERE l.supersedes = c.id), c.entry"
            + " FROM tracking.run_comment c WHERE ";

    private final TrackingDatabase database;
    private final AuditLog audit;

    @Inject
    public RunComments(TrackingDatabase database, AuditLog audit) {
        this.database = database;
        this.audit = audit;
    }

    /** Subject and printed name of an author, from the token. */
    public record Author(String subject, String name) {}

    /** A comment. @param supersededBy the one that took its place */
    public record Comment(
            UUID id,
            String text,
            Author author,
            Instant writtenAt,
            @Nullable UUID supersedes,
            @Nullable UUID supersededBy,
            UUID ledgerEntry) {}

    /**
     * Writes a comment; one ledger entry tells of it.
     *
     * @param supersedes the earlier comment that it takes the place of, null for none
     * @throws ProblemException (not found) for an unknown run or comment, (forbidden) out of reach or when the earlier
     *     comment is somebody else's, (conflict) when that is superseded already, (invalid) for an empty or too long text
     */
    public Comment write(Actor actor, String runId, String text, @Nullable UUID supersedes) {
        if (text.isBlank() || text.codePointCount(0, text.length()) > MAX_LENGTH || text.indexOf('\0') >= 0) {
            throw ProblemException.invalid("A comment has 1 to " + MAX_LENGTH + " characters");
        }
        UUID id = Ids.next();
        long run = database.sql(connection -> run(connection, actor, runId, true));
        if (supersedes != null) {
            requireReplaceable(actor, run, supersedes);
        }
        EntryId entry = audit.append(
                actor,
                AuditEvent.of("run.commented", new Subject("run", runId))
                        .fact("comment", id.toString())
                        .fact("supersedes", supersedes == null ? null : supersedes.toString())
                        .disclose("text", text)
                        .build());
        return database.sql(connection -> {
            Sql.update(
                    connection,
                    "INSERT INTO tracking.run_comment (id, run, text, author, author_name, supersedes, entry)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                    id,
                    run,
                    text,
                    actor.responsibleSubject(),
                    actor.displayName(),
                    supersedes,
                    entry.value());
            return Sql.first(connection, SELECT + "c.id = ?", RunComments::comment, id)
                    .orElseThrow();
        });
    }

    /** Oldest first, superseded ones too. @throws ProblemException (not found) for an unknown run */
    public List<Comment> on(Actor actor, String runId) {
        return database.sql(connection -> Sql.list(
                connection,
                SELECT + "c.run = ? ORDER BY c.id",
                RunComments::comment,
                run(connection, actor, runId, false)));
    }

    private void requireReplaceable(Actor actor, long run, UUID earlier) {
        Comment comment = database.sql(connection -> {
                    // One after the other: whoever comes second sees that it is superseded.
                    Sql.list(
                            connection,
                            "SELECT pg_advisory_xact_lock(hashtextextended(?, 0))",
                            row -> 0,
                            earlier.toString());
                    return Sql.first(connection, SELECT + "c.id = ? AND c.run = ?", RunComments::comment, earlier, run);
                })
                .orElseThrow(() -> ProblemException.notFound("There is no comment " + earlier + " on this run"));
        if (!comment.author().subject().equals(actor.responsibleSubject())) {
            throw ProblemException.forbidden("Only its author may supersede a comment");
        }
        if (comment.supersededBy() != null) {
            throw ProblemException.conflict(
                    "The comment " + earlier + " is superseded already, by " + comment.supersededBy());
        }
    }

    /** Number of a run; when it is to be written about, a purge waits until the transaction ends. */
    private static long run(Connection connection, Actor actor, String runId, boolean write) throws SQLException {
        Optional<Found> found = Sql.first(
                connection,
                "SELECT r.id, e.name FROM tracking.run r JOIN tracking.experiment e ON e.id = r.experiment"
                        + " WHERE r.run_id = ?" + (write ? " FOR KEY SHARE OF r" : ""),
                row -> new Found(row.getLong(1), row.getString(2)),
                runId);
        Found run = found.orElseThrow(() -> ProblemException.notFound("There is no run " + runId));
        if (write) {
            actor.requireOnExperiment(run.experiment(), WRITERS);
        } else {
            ExperimentAccess.requireRead(actor, run.experiment());
        }
        return run.id();
    }

    private static Comment comment(ResultSet row) throws SQLException {
        return new Comment(
                row.getObject(1, UUID.class),
                row.getString(2),
                new Author(row.getString(3), row.getString(4)),
                row.getObject(5, OffsetDateTime.class).toInstant(),
                row.getObject(6, UUID.class),
                row.getObject(7, UUID.class),
                row.getObject(8, UUID.class));
    }

    private record Found(long id, String experiment) {}
}

package io.countersign.tracking.retention;

import io.countersign.audit.AuditEvent;
import io.countersign.audit.AuditLog;
import io.countersign.audit.EntryId;
import io.countersign.audit.Subject;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.Role;
import io.countersign.platform.id.Ids;
import io.countersign.platform.paging.Page;
import io.countersign.platform.paging.PageToken;
import io.countersign.platform.problem.ProblemException;
import io.countersign.tracking.control.Sql;
import io.countersign.tracking.control.TrackingDatabase;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Legal holds on runs and on whole experiments: nothing of what is held is destroyed. */
@Dependent
@Transactional
public class LegalHolds {
    private static final String SELECT =
            "SELECT id, kind, subject, reason, placed_by, placed_by_name, placed_at, entry,"
                    + " lifted_by, lifted_by_name, lifted_at, lift_reason FROM tracking.legal_hold";

    private final TrackingDatabase database;
    private final AuditLog audit;

    @Inject
    public LegalHolds(TrackingDatabase database, AuditLog audit) {
        this.database = database;
        this.audit = audit;
    }

    /** A hold; what tells of its end is null while it is in force. */
    public record Hold(
            UUID id,
            Subject subject,
            String reason,
            Person placedBy,
            Instant placedAt,
            UUID ledgerEntry,
            @Nullable Person liftedBy,
            @Nullable Instant liftedAt,
            @Nullable String liftReason) {}

    /**
     * Places a hold; one ledger entry tells of it.
     *
     * @param subject a {@code run} or an {@code experiment}
     * @throws ProblemException (not found) for an unknown run or experiment, (forbidden) for anybody but an administrator who
     *     reaches it, (invalid) for a subject of another kind
     */
    public Hold place(Actor actor, Subject subject, String reason) {
        Person.requireAdministrator(actor);
        actor.requireOnExperiment(experimentOf(subject), EnumSet.of(Role.ADMIN));
        UUID id = Ids.next();
        EntryId entry = audit.append(
                actor,
                AuditEvent.of("legal-hold.placed", subject)
                        .fact("hold", id.toString())
                        .disclose("reason", Person.reason(reason))
                        .build());
        return database.sql(connection -> {
            // A purge that is about to destroy the run is through before, or sees the hold.
            Sql.list(connection, RunUseLock.ALONE_FOR_HOLDS, row -> 0);
            Sql.update(
                    connection,
                    "INSERT INTO tracking.legal_hold (id, kind, subject, reason, placed_by, placed_by_name, entry)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                    id,
                    subject.kind(),
                    subject.id(),
                    reason,
                    actor.responsibleSubject(),
                    actor.displayName(),
                    entry.value());
            return Sql.first(connection, SELECT + " WHERE id = ?", LegalHolds::hold, id)
                    .orElseThrow();
        });
    }

    /**
     * @throws ProblemException (not found) for an unknown hold, (forbidden) for anybody but an administrator who reaches what it
     *     is about, (conflict) for one that was lifted
     */
    public Hold lift(Actor actor, UUID id, String reason) {
        Person.requireAdministrator(actor);
        Hold held = database.sql(
                        connection -> Sql.first(connection, SELECT + " WHERE id = ? FOR UPDATE", LegalHolds::hold, id))
                .orElseThrow(() -> ProblemException.notFound("There is no legal hold " + id));
        actor.requireOnExperiment(experimentOf(held.subject()), EnumSet.of(Role.ADMIN));
        if (held.liftedAt() != null) {
            throw ProblemException.conflict("The legal hold was lifted already, at " + held.liftedAt());
        }
        EntryId entry = audit.append(
                actor,
                AuditEvent.of("legal-hold.lifted", held.subject())
                        .fact("hold", id.toString())
                        .disclose("reason", Person.reason(reason))
                        .build());
        return database.sql(connection -> {
            Sql.update(
                    connection,
                    "UPDATE tracking.legal_hold SET lifted_by = ?, lifted_by_name = ?, lifted_at = now(),"
                            + " lift_reason = ?, lift_entry = ? WHERE id = ?",
                    actor.responsibleSubject(),
                    actor.displayName(),
                    reason,
                    entry.value(),
                    id);
            return Sql.first(connection, SELECT + " WHERE id = ?", LegalHolds::hold, id)
                    .orElseThrow();
        });
    }

    /** Newest first. @param active only those in force, or only those lifted; all when null */
    public Page<Hold> list(Actor actor, @Nullable Boolean active, PageToken from, int size) {
        Person.requireReader(actor);
        return database.sql(connection -> Page.of(
                Sql.list(
                        connection,
                        SELECT
                                + " WHERE ?::boolean IS NULL OR (lifted_at IS NULL) = ? ORDER BY id DESC LIMIT ? OFFSET ?",
                        LegalHolds::hold,
                        active,
                        active,
                        size + 1,
                        from.offset()),
                from,
                size));
    }

    private String experimentOf(Subject subject) {
        String by =
                switch (subject.kind()) {
                    case "run" ->
                        "SELECT e.name FROM tracking.run r JOIN tracking.experiment e ON e.id = r.experiment"
                                + " WHERE r.run_id = ?";
                    case "experiment" -> "SELECT name FROM tracking.experiment WHERE id::text = ?";
                    default -> throw ProblemException.invalid("A legal hold is on a run or on an experiment");
                };
        Optional<String> name =
                database.sql(connection -> Sql.first(connection, by, row -> row.getString(1), subject.id()));
        return name.orElseThrow(() -> ProblemException.notFound("There is no " + subject.kind() + " " + subject.id()));
    }

    private static Hold hold(ResultSet row) throws SQLException {
        OffsetDateTime lifted = row.getObject(11, OffsetDateTime.class);
        String liftedBy = row.getString(9);
        return new Hold(
                row.getObject(1, UUID.class),
                new Subject(row.getString(2), row.getString(3)),
                row.getString(4),
                new Person(row.getString(5), row.getString(6)),
                row.getObject(7, OffsetDateTime.class).toInstant(),
                row.getObject(8, UUID.class),
                liftedBy == null ? null : new Person(liftedBy, row.getString(10)),
                lifted == null ? null : lifted.toInstant(),
                row.getString(12));
    }
}

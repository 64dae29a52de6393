package io.countersign.registry.deployment;

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
import io.countersign.registry.VersionId;
import io.countersign.registry.control.Models;
import io.countersign.registry.control.RegistryDatabase;
import io.countersign.registry.control.VisibleModels;
import io.countersign.registry.entity.ModelVersion;
import io.countersign.tracking.Lineage;
import io.countersign.tracking.LineageNode;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Records deployments and lists them. */
@Dependent
@Transactional
public class Deployments {
    private static final Set<Role> DEPLOYERS = Set.of(Role.DEPLOYER);
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);
    private static final int LONGEST = 2_000;
    private static final String SELECT =
            "SELECT d.id, m.name, v.number, d.stage, d.environment, d.target, d.reference, d.deployed_at, d.recorded_at,"
                    + " d.by_subject, d.by_name, d.entry_id, e.ended_at FROM registry.deployment d"
                    + " JOIN registry.model_version v ON v.id = d.version_id"
                    + " JOIN registry.registered_model m ON m.id = v.model_id"
                    + " LEFT JOIN registry.deployment_end e ON e.deployment_id = d.id WHERE true";

    private final RegistryDatabase database;
    private final Models models;
    private final Lineage lineage;
    private final AuditLog audit;

    @Inject
    public Deployments(RegistryDatabase database, Models models, Lineage lineage, AuditLog audit) {
        this.database = database;
        this.models = models;
        this.lineage = lineage;
        this.audit = audit;
    }

    /** What is recorded; {@code deployedAt} null for now. */
    public record Draft(
            VersionId version,
            String environment,
            String target,
            String reference,
            @Nullable Instant deployedAt) {
        public Draft {
            if (environment.isBlank() || environment.length() > 200) {
                throw ProblemException.invalid("A deployment names its environment in at most 200 characters");
            }
            if (target.length() > LONGEST || reference.length() > LONGEST) {
                throw ProblemException.invalid("target and reference have at most " + LONGEST + " characters");
            }
        }
    }

    /** @throws ProblemException (not found) for an unknown version, (forbidden) out of reach, (invalid) for a time to come */
    public Deployment record(Draft draft, Actor actor) {
        actor.requireOnModel(draft.version().model(), DEPLOYERS);
        ModelVersion version = models.version(draft.version());
        Instant now = RegistryDatabase.now();
        Instant deployedAt = draft.deployedAt() == null ? now : draft.deployedAt();
        if (deployedAt.isAfter(now.plus(CLOCKS_DIFFER))) {
            throw ProblemException.invalid("deployedAt lies ahead: " + deployedAt);
        }
        UUID id = Ids.next();
        EntryId entry = audit.append(
                actor,
                AuditEvent.of(
                                "deployment.recorded",
                                Subject.modelVersion(version.model().name(), version.number()))
                        .fact("deployment", id.toString())
                        .fact("stage", version.stage())
                        .fact("environment", draft.environment())
                        .fact("deployedAt", deployedAt.toString())
                        .disclose("target", draft.target())
                        .disclose("reference", draft.reference())
                        .build());
        database.update(
                "INSERT INTO registry.deployment (id, version_id, stage, environment, target, reference, deployed_at,"
                        + " recorded_at, by_subject, by_name, entry_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                id,
                version.rowId(),
                version.stage(),
                draft.environment(),
                draft.target(),
                draft.reference(),
                deployedAt,
                now,
                actor.responsibleSubject(),
                actor.displayName(),
                entry.value());
        LineageNode node = LineageNode.deployment(id.toString());
        lineage.link(LineageNode.modelVersion(version.model().name(), version.number()), node);
        lineage.describe(node, draft.environment());
        return get(id);
    }

    /** Says that it runs no more. @throws ProblemException (not found), (forbidden), (conflict) when it has ended already */
    public Deployment end(UUID id, Actor actor) {
        Deployment deployment = get(id);
        actor.requireOnModel(deployment.model(), DEPLOYERS);
        models.lock(deployment.model());
        if (get(id).endedAt() != null) {
            throw ProblemException.conflict("Deployment " + id + " has ended already");
        }
        EntryId entry = audit.append(
                actor,
                AuditEvent.of("deployment.ended", Subject.modelVersion(deployment.model(), deployment.version()))
                        .fact("deployment", id.toString())
                        .fact("environment", deployment.environment())
                        .build());
        database.update(
                "INSERT INTO registry.deployment_end (deployment_id, ended_at, by_subject, by_name, entry_id)"
                        + " VALUES (?, ?, ?, ?, ?)",
                id,
                RegistryDatabase.now(),
                actor.responsibleSubject(),
                actor.displayName(),
                entry.value());
        return get(id);
    }

    /**
     * Deployments in the actor's reach, newest first.
     *
     * @param model only those of this model, null for all
     * @param environment only those there, null for all
     * @param running only those that have not ended
     */
    public Page<Deployment> list(
            @Nullable String model,
            @Nullable Integer version,
            @Nullable String environment,
            boolean running,
            PageToken from,
            int size,
            Actor actor) {
        if (model != null) {
            VisibleModels.requireRead(actor, model);
        }
        VisibleModels visible = VisibleModels.to(actor);
        List<Object> arguments = new ArrayList<>(visible.arguments());
        StringBuilder where = new StringBuilder(visible.sql());
        only(where, arguments, "m.name", model);
        only(where, arguments, "v.number", version);
        only(where, arguments, "d.environment", environment);
        if (running) {
            where.append(" AND e.ended_at IS NULL");
        }
        arguments.add(size + 1);
        arguments.add(from.offset());
        return Page.of(
                database.list(
                        SELECT + where + " ORDER BY d.deployed_at DESC, d.id DESC LIMIT ? OFFSET ?",
                        Deployments::read,
                        arguments.toArray()),
                from,
                size);
    }

    /** Deployments of a model that were recorded by then, newest first. */
    public List<Deployment> of(String model, Instant by) {
        return database.list(
                SELECT
                        + " AND m.name = ? AND m.deleted_at IS NULL AND d.recorded_at <= ? ORDER BY d.deployed_at DESC, d.id DESC",
                Deployments::read,
                model,
                by);
    }

    /** @throws ProblemException (not found), (forbidden) out of reach */
    public Deployment get(UUID id, Actor actor) {
        Deployment deployment = get(id);
        VisibleModels.requireRead(actor, deployment.model());
        return deployment;
    }

    private Deployment get(UUID id) {
        return database.first(SELECT + " AND d.id = ?", Deployments::read, id)
                .orElseThrow(() -> ProblemException.notFound("There is no deployment " + id));
    }

    private static void only(StringBuilder where, List<Object> arguments, String column, @Nullable Object value) {
        if (value != null) {
            where.append(" AND ").append(column).append(" = ?");
            arguments.add(value);
        }
    }

    private static Deployment read(ResultSet row) throws SQLException {
        return new Deployment(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getInt("number"),
                row.getString("stage"),
                row.getString("environment"),
                row.getString("target"),
                row.getString("reference"),
                RegistryDatabase.moment(row, "deployed_at"),
                RegistryDatabase.moment(row, "recorded_at"),
                row.getString("by_subject"),
                row.getString("by_name"),
                new EntryId(row.getObject("entry_id", UUID.class)),
                RegistryDatabase.instant(row, "ended_at"));
    }
}

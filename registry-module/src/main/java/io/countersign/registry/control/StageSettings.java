package io.countersign.registry.control;

import io.countersign.audit.AuditEvent;
import io.countersign.audit.AuditLog;
import io.countersign.audit.Subject;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.Role;
import io.countersign.platform.problem.ProblemException;
import io.countersign.registry.entity.Stage;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Stages as an administrator arranges them: add, rename, reorder. None of it loosens a guard; what guards a stage is moved by a
 * change of policy with a second person alone (see {@link Guards}), and the database refuses anything else.
 */
@Dependent
@Transactional
public class StageSettings {
    private static final Set<String> NAMED_IN_CODE = Set.of(Stage.NONE, Stage.ARCHIVED);
    private static final String NAME = "[\\p{L}\\p{N}][\\p{L}\\p{N} _-]{0,99}";

    private final RegistryDatabase database;
    private final Stages stages;
    private final AuditLog audit;

    @Inject
    public StageSettings(RegistryDatabase database, Stages stages, AuditLog audit) {
        this.database = database;
        this.stages = stages;
        this.audit = audit;
    }

    /**
     * Adds a stage at the end of the order; no policy guards it yet.
     *
     * @param active whether versions in it are in use
     * @param exclusive whether at most one version of a model may be in it
     * @throws ProblemException (invalid) for a name that cannot be one, (conflict) for one that is taken in any case
     */
    public void add(String name, boolean active, boolean exclusive, Actor actor) {
        requireAdmin(actor);
        requireFree(name);
        int position = stages.all().stream().mapToInt(Stage::position).max().orElse(0) + 1;
        append(
                actor,
                AuditEvent.of("stage.created", subject(name))
                        .fact("active", active)
                        .fact("exclusive", exclusive));
        database.update(
                "INSERT INTO registry.stage (name, position, guarded_by, active, exclusive) VALUES (?, ?, NULL, ?, ?)",
                name,
                position,
                active,
                exclusive);
    }

    /** @throws ProblemException (conflict) for a stage that is guarded or named in code, or a taken name */
    public void rename(String name, String newName, Actor actor) {
        requireAdmin(actor);
        Stage stage = stages.named(name);
        if (NAMED_IN_CODE.contains(stage.name())) {
            throw ProblemException.conflict(
                    "The stage " + stage.name() + " keeps its name: every version begins or ends there");
        }
        if (stage.guardedBy().isPresent()) {
            throw ProblemException.conflict(
                    "A policy guards the stage " + stage.name() + " under this name: rename it by a change of policy");
        }
        if (!newName.equalsIgnoreCase(stage.name())) {
            requireFree(newName);
        }
        append(
                actor,
                AuditEvent.of("stage.renamed", subject(stage.name()))
                        .fact("before", stage.name())
                        .fact("after", newName));
        // One entry for each version that is there: whoever replays the ledger follows versions, not stages.
        database.list(
                        "SELECT m.name, v.number FROM registry.model_version v JOIN registry.registered_model m"
                                + " ON m.id = v.model_id WHERE v.stage = ? AND v.deleted_at IS NULL ORDER BY m.name, v.number",
                        row -> Subject.modelVersion(row.getString(1), row.getInt(2)),
                        stage.name())
                .forEach(version -> append(
                        actor,
                        AuditEvent.of("model-version.stage-renamed", version)
                                .fact("from", stage.name())
                                .fact("to", newName)));
        database.update("UPDATE registry.stage SET name = ? WHERE name = ?", newName, stage.name());
        database.entities().clear();
    }

    /** @param names all stages in their new order @throws ProblemException (invalid) when they are not exactly the stages there are */
    public void reorder(List<String> names, Actor actor) {
        requireAdmin(actor);
        List<String> canonical =
                names.stream().map(stages::named).map(Stage::name).toList();
        if (canonical.size() != stages.all().size() || new HashSet<>(canonical).size() != canonical.size()) {
            throw ProblemException.invalid("Name every stage once: "
                    + stages.all().stream().map(Stage::name).toList());
        }
        append(actor, AuditEvent.of("stage.reordered", subject("all")).fact("order", canonical));
        for (int position = 0; position < canonical.size(); position++) {
            database.update("UPDATE registry.stage SET position = ? WHERE name = ?", position, canonical.get(position));
        }
        database.entities().clear();
    }

    /** Aliases that move only through a request, sorted. */
    public List<String> protectedAliases() {
        return database.list("SELECT alias FROM registry.protected_alias ORDER BY alias", row -> row.getString(1));
    }

    private void requireFree(String name) {
        if (!name.matches(NAME)) {
            throw ProblemException.invalid(
                    "A stage's name has 1 to 100 letters, digits, spaces, - and _, not \"" + name + "\"");
        }
        if (stages.all().stream().anyMatch(stage -> stage.name().equalsIgnoreCase(name))) {
            throw ProblemException.conflict("There is a stage " + name + " already");
        }
    }

    private void append(Actor actor, AuditEvent.Builder event) {
        audit.append(actor, event.build());
    }

    private static Subject subject(String name) {
        return new Subject("stage", name);
    }

    private static void requireAdmin(Actor actor) {
        if (!actor.has(Role.ADMIN)) {
            throw ProblemException.forbidden("Stages are arranged by an administrator");
        }
    }
}

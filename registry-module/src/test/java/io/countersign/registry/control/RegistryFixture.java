package io.countersign.registry.control;

import io.countersign.audit.AuditEvent;
import io.countersign.audit.AuditLog;
import io.countersign.audit.EntryId;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.Authentication;
import io.countersign.platform.actor.Reach;
import io.countersign.platform.actor.Role;
import io.countersign.platform.id.Ids;
import io.countersign.platform.testing.TestDatabase;
import io.countersign.registry.VersionId;
import io.countersign.registry.entity.DemandOutcome;
import io.countersign.registry.entity.ModelVersion;
import io.countersign.registry.entity.PinnedDemand;
import io.countersign.registry.entity.ProtectedAlias;
import io.countersign.registry.entity.RegisteredModel;
import io.countersign.registry.entity.Stage;
import io.countersign.registry.entity.StageChange;
import io.countersign.tracking.ArtifactFile;
import io.countersign.tracking.ArtifactManifest;
import io.countersign.tracking.RunId;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.cfg.Configuration;

/**
 * The registry's use cases on a real PostgreSQL, as the application role, one session for each transaction. The ledger is
 * a table that is written in the same transaction.
 */
final class RegistryFixture implements AutoCloseable {
    final TestDatabase database = TestDatabase.with("registry");
    final RunsInMemory tracking = new RunsInMemory();
    private final SessionFactory sessions;

    RegistryFixture() {
        sql(
                database.owner(),
                "CREATE TABLE registry.test_entry (id bigserial, action text, subject text, facts text)",
                "GRANT INSERT, SELECT ON registry.test_entry TO " + TestDatabase.APPLICATION,
                "GRANT USAGE ON SEQUENCE registry.test_entry_id_seq TO " + TestDatabase.APPLICATION);
        Configuration configuration = new Configuration();
        List.of(
                        Stage.class,
                        ProtectedAlias.class,
                        RegisteredModel.class,
                        ModelVersion.class,
                        StageChange.class,
                        PinnedDemand.class,
                        DemandOutcome.class)
                .forEach(configuration::addAnnotatedClass);
        configuration.getProperties().put(AvailableSettings.JAKARTA_NON_JTA_DATASOURCE, database.application());
        configuration.setProperty(AvailableSettings.HBM2DDL_AUTO, "validate");
        configuration.setProperty(AvailableSettings.DEFAULT_SCHEMA, "registry");
        sessions = configuration.buildSessionFactory();
    }

    /** The use cases within one transaction. */
    @SuppressWarnings("UnnecessaryAssignment") // no container here
    static final class Registries {
        final Models models = new Models();
        final Stages stages = new Stages();
        final Transitions transitions = new Transitions();
        final GuardedMoves guardedMoves = new GuardedMoves();
        final Guards guards = new Guards();
        final GovernedRegistry registry = new GovernedRegistry();
        final RegisteredModels registeredModels = new RegisteredModels();
        final ModelVersions modelVersions = new ModelVersions();
        final Aliases aliases = new Aliases();
        final VersionEvidence versionEvidence = new VersionEvidence();
        final EntityManager entities;

        private Registries(EntityManager entities, RunsInMemory tracking) {
            this.entities = entities;
            AuditLog audit = (actor, event) -> append(event);
            models.entities = entities;
            stages.entities = entities;
            transitions.entities = entities;
            transitions.models = models;
            transitions.stages = stages;
            transitions.audit = audit;
            registry.entities = entities;
            registry.models = models;
            registry.stages = stages;
            guardedMoves.stages = stages;
            guardedMoves.transitions = transitions;
            guardedMoves.aliases = aliases;
            guards.entities = entities;
            guards.stages = stages;
            guards.audit = audit;
            registry.guardedMoves = guardedMoves;
            registry.guards = guards;
            registry.tracking = tracking;
            registeredModels.entities = entities;
            registeredModels.models = models;
            registeredModels.audit = audit;
            Origins origins = new Origins();
            origins.models = models;
            origins.tracking = tracking;
            modelVersions.entities = entities;
            modelVersions.models = models;
            modelVersions.stages = stages;
            modelVersions.origins = origins;
            modelVersions.audit = audit;
            aliases.entities = entities;
            aliases.models = models;
            aliases.stages = stages;
            aliases.audit = audit;
            versionEvidence.models = models;
            versionEvidence.modelVersions = modelVersions;
        }

        private EntryId append(AuditEvent event) {
            entities.createNativeQuery("INSERT INTO registry.test_entry (action, subject, facts) VALUES (?, ?, ?)")
                    .setParameter(1, event.action())
                    .setParameter(2, event.subject().id())
                    .setParameter(3, event.facts().toString())
                    .executeUpdate();
            return new EntryId(Ids.next());
        }
    }

    <T> T inTransaction(Function<Registries, T> work) {
        return sessions.fromTransaction(session -> work.apply(new Registries(session, tracking)));
    }

    void run(Consumer<Registries> work) {
        sessions.inTransaction(session -> work.accept(new Registries(session, tracking)));
    }

    /** A model with so many versions, each of a run of its own by {@code dave}, registered by {@code greg}. */
    void modelWithVersions(String name, int versions) {
        run(in -> in.registeredModels.create(name, "", Map.of(), person("greg")));
        for (int i = 0; i < versions; i++) {
            register(name);
        }
    }

    VersionId register(String model) {
        RunId run = tracking.run("dave", manifest("model/MLmodel"));
        return inTransaction(in -> in.modelVersions
                .register(new Registration(model, "runs:/" + run + "/model", null, "", "", Map.of()), person("greg"))
                .id());
    }

    static ArtifactManifest manifest(String path) {
        return new ArtifactManifest(List.of(new ArtifactFile(path, 612, "a".repeat(64))), "f".repeat(64));
    }

    static Actor person(String subject) {
        return new Actor(
                Actor.Kind.PERSON,
                subject,
                subject,
                Set.of(Role.ENGINEER),
                "test",
                null,
                "request",
                new Authentication(Authentication.Method.BEARER, null, null),
                null,
                Reach.everything());
    }

    /** First column of each row, as the superuser sees it. */
    List<String> rows(String query) {
        try (Connection connection = database.superuser().getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(result.getString(1));
            }
            return rows;
        } catch (SQLException failed) {
            throw new IllegalStateException(query, failed);
        }
    }

    List<String> entries(String action) {
        return rows("SELECT subject FROM registry.test_entry WHERE action = '" + action + "' ORDER BY id");
    }

    static void sql(DataSource as, String... statements) {
        try (Connection connection = as.getConnection();
                Statement statement = connection.createStatement()) {
            for (String one : statements) {
                statement.execute(one);
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed.getMessage(), failed);
        }
    }

    @Override
    public void close() {
        sessions.close();
    }
}

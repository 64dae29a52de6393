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
import io.countersign.registry.inventory.InventoryOf;
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
import java.util.concurrent.CopyOnWriteArrayList;
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
public final class RegistryFixture implements AutoCloseable {
    public final TestDatabase database = TestDatabase.with("registry");
    public final RunsInMemory tracking = new RunsInMemory();
    public final List<RegistryEvent> told = new CopyOnWriteArrayList<>();
    public final RecordedLineage edges = new RecordedLineage();
    private final SessionFactory sessions;

    public RegistryFixture() {
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
    public static final class Registries {
        public final Models models = new Models();
        public final Stages stages = new Stages();
        public final Transitions transitions = new Transitions();
        final GuardedMoves guardedMoves = new GuardedMoves();
        final Guards guards = new Guards();
        public final GovernedRegistry registry = new GovernedRegistry();
        public final RegisteredModels registeredModels = new RegisteredModels();
        public final ModelVersions modelVersions = new ModelVersions();
        public final Aliases aliases = new Aliases();
        public final VersionEvidence versionEvidence = new VersionEvidence();
        public final VersionListing listing;
        public final RegistryDatabase database;
        public final InventoryOf inventories;
        public final EntityManager entities;
        public final AuditLog audit;
        public final RegistryEvents events;

        private Registries(
                EntityManager entities, RunsInMemory tracking, List<RegistryEvent> told, RecordedLineage edges) {
            this.entities = entities;
            database = new RegistryDatabase(entities);
            listing = new VersionListing(database);
            Keeping keeping = new Keeping(database, stages);
            audit = (actor, event) -> append(event);
            events = told::add;
            models.entities = entities;
            stages.entities = entities;
            transitions.entities = entities;
            transitions.models = models;
            transitions.stages = stages;
            transitions.audit = audit;
            transitions.events = told::add;
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
            registry.bytes = new Bytes(tracking);
            registry.events = told::add;
            registry.inventory = (inventories = new InventoryOf(database, models, audit)).inventory;
            registeredModels.entities = entities;
            registeredModels.models = models;
            registeredModels.audit = audit;
            registeredModels.database = database;
            registeredModels.keeping = keeping;
            registeredModels.events = told::add;
            registeredModels.lineage = edges;
            Origins origins = new Origins();
            origins.models = models;
            origins.tracking = tracking;
            origins.allowed = new AllowedSources(List.of());
            modelVersions.entities = entities;
            modelVersions.models = models;
            modelVersions.stages = stages;
            modelVersions.origins = origins;
            modelVersions.audit = audit;
            modelVersions.keeping = keeping;
            modelVersions.events = told::add;
            modelVersions.lineage = edges;
            aliases.entities = entities;
            aliases.models = models;
            aliases.stages = stages;
            aliases.audit = audit;
            aliases.events = told::add;
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

    public <T> T inTransaction(Function<Registries, T> work) {
        return sessions.fromTransaction(session -> work.apply(new Registries(session, tracking, told, edges)));
    }

    public void run(Consumer<Registries> work) {
        sessions.inTransaction(session -> work.accept(new Registries(session, tracking, told, edges)));
    }

    /** A model with so many versions, each of a run of its own by {@code dave}, registered by {@code greg}. */
    public void modelWithVersions(String name, int versions) {
        run(in -> in.registeredModels.create(name, "", Map.of(), person("greg")));
        for (int i = 0; i < versions; i++) {
            register(name);
        }
    }

    public VersionId register(String model) {
        RunId run = tracking.run("dave", manifest("model/MLmodel"));
        return inTransaction(in -> in.modelVersions
                .register(
                        new Registration(model, "runs:/" + run + "/model", null, null, "", "", Map.of()),
                        person("greg"))
                .id());
    }

    public static ArtifactManifest manifest(String path) {
        return new ArtifactManifest(List.of(new ArtifactFile(path, 612, "a".repeat(64))), "f".repeat(64));
    }

    /** Somebody whose one role reaches the models whose names begin like this alone. */
    public static Actor limited(String subject, String prefix) {
        Actor all = person(subject);
        return new Actor(
                all.kind(),
                subject,
                subject,
                all.roles(),
                all.client(),
                null,
                all.requestId(),
                all.authentication(),
                null,
                new Reach(Map.of(Role.ENGINEER, List.of(new Reach.Limit(Reach.Kind.MODEL, prefix, true)))));
    }

    /** Somebody with that one role. */
    public static Actor person(String subject, Role role) {
        Actor engineer = person(subject);
        return new Actor(
                engineer.kind(),
                subject,
                subject,
                Set.of(role),
                engineer.client(),
                null,
                engineer.requestId(),
                engineer.authentication(),
                null,
                Reach.everything());
    }

    public static Actor person(String subject) {
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
    public List<String> rows(String query) {
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

    public List<String> entries(String action) {
        return rows("SELECT subject FROM registry.test_entry WHERE action = '" + action + "' ORDER BY id");
    }

    public static void sql(DataSource as, String... statements) {
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

package io.countersign.tracking.control;

import io.countersign.audit.AuditEvent;
import io.countersign.audit.AuditLog;
import io.countersign.audit.EntryId;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.Authentication;
import io.countersign.platform.actor.Reach;
import io.countersign.platform.actor.Role;
import io.countersign.platform.id.Ids;
import io.countersign.platform.testing.TestDatabase;
import io.countersign.tracking.entity.DatasetInput;
import io.countersign.tracking.entity.Experiment;
import io.countersign.tracking.entity.Run;
import io.countersign.tracking.entity.RunStatus;
import io.countersign.tracking.entity.Tag;
import jakarta.persistence.EntityManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;

/** Run tracking on a real PostgreSQL, as the application role; each piece of work is one transaction. */
public final class TrackingFixture implements AutoCloseable {
    public static final Actor ENGINEER = person("engineer-1", "Edda Engineer");

    private final TestDatabase database = TestDatabase.with("tracking");
    private final SessionFactory sessions;
    private final MetricKeys metricKeys = new MetricKeys();
    private final RecordingAudit audit = new RecordingAudit();

    public TrackingFixture() {
        Configuration configuration = new Configuration()
                .addAnnotatedClass(Experiment.class)
                .addAnnotatedClass(Run.class)
                .setProperty("hibernate.default_schema", "tracking")
                .setProperty("hibernate.hbm2ddl.auto", "validate");
        configuration.getProperties().put("hibernate.connection.datasource", database.application());
        sessions = configuration.buildSessionFactory();
    }

    /** The use cases within one transaction. */
    public record Work(
            TrackingDatabase database,
            Experiments experiments,
            Runs runs,
            RunLogging logging,
            QuickLogging quick,
            RunSearch search,
            ExperimentSearch experimentSearch,
            DatasetSummaries datasets,
            ModelSearch modelSearch,
            MetricHistory history,
            Artifacts artifacts,
            RunTracking tracking,
            RunEvidence evidence,
            ModelHistory modelHistory,
            LoggedModels models) {}

    /** Keeps what was appended, in order. */
    public static final class RecordingAudit implements AuditLog {
        public final List<AuditEvent> events = new CopyOnWriteArrayList<>();

        @Override
        public EntryId append(Actor actor, AuditEvent event) {
            events.add(event);
            return new EntryId(Ids.next());
        }

        public List<AuditEvent> about(String subject) {
            return events.stream()
                    .filter(event -> event.subject().id().equals(subject))
                    .toList();
        }

        public List<String> actions(String subject) {
            return about(subject).stream().map(AuditEvent::action).toList();
        }
    }

    public RecordingAudit audit() {
        return audit;
    }

    public TestDatabase database() {
        return database;
    }

    public <T> T in(Function<Work, T> work) {
        try (EntityManager entities = sessions.createEntityManager()) {
            entities.getTransaction().begin();
            try {
                T result = work.apply(work(entities));
                entities.getTransaction().commit();
                return result;
            } finally {
                if (entities.getTransaction().isActive()) {
                    entities.getTransaction().rollback();
                }
            }
        }
    }

    public void run(Consumer<Work> work) {
        in(transaction -> {
            work.accept(transaction);
            return 0;
        });
    }

    private Work work(EntityManager entities) {
        TrackingDatabase tracking = new TrackingDatabase(entities, database.application());
        RunLogging logging = new RunLogging(tracking, metricKeys);
        Seals seals = new Seals(tracking, audit);
        return new Work(
                tracking,
                new Experiments(tracking, audit),
                new Runs(tracking, seals, audit),
                logging,
                new QuickLogging(tracking, metricKeys, logging),
                new RunSearch(tracking, metricKeys),
                new ExperimentSearch(tracking),
                new DatasetSummaries(tracking),
                new ModelSearch(tracking, metricKeys),
                new MetricHistory(tracking, metricKeys),
                new Artifacts(tracking, audit),
                new RunTracking(tracking, seals),
                new RunEvidence(tracking, seals),
                new ModelHistory(tracking),
                new LoggedModels(tracking, audit));
    }

    /** A running run in the Default experiment. */
    public String runningRun() {
        return runningRun("0", List.of());
    }

    public String runningRun(String experiment, List<Tag> tags) {
        Runs.Start start = new Runs.Start(experiment, null, "someone-else", 1_000, tags);
        return in(work -> work.runs().create(ENGINEER, start).run().runId());
    }

    public void finish(String run) {
        run(work -> work.runs().update(ENGINEER, run, RunStatus.FINISHED, 2_000L, null));
    }

    /** The run logged that it used the dataset. */
    public void uses(String run, DatasetInput input) {
        run(work -> work.logging().logInputs(ENGINEER, run, List.of(input), List.of()));
    }

    /** The number in the first column of the first row. */
    public long count(String sql, Object... arguments) {
        try (var connection = database.application().getConnection()) {
            return Sql.list(connection, sql, row -> row.getLong(1), arguments).get(0);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    public static Actor person(String subject, String name) {
        return person(subject, name, Reach.everything());
    }

    /** An engineer whose role reaches only what the limits name. */
    public static Actor reaching(String subject, Reach.Limit... limits) {
        return person(subject, subject, new Reach(Map.of(Role.ENGINEER, List.of(limits))));
    }

    private static Actor person(String subject, String name, Reach reach) {
        return new Actor(
                Actor.Kind.PERSON,
                subject,
                name,
                Set.of(Role.ENGINEER),
                "test",
                null,
                Ids.next().toString(),
                new Authentication(Authentication.Method.BEARER, null, null),
                null,
                reach);
    }

    @Override
    public void close() {
        sessions.close();
    }
}

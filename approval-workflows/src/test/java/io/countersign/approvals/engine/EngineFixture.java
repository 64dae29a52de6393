package io.countersign.approvals.engine;

import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.Authentication;
import io.countersign.platform.actor.Reach;
import io.countersign.platform.testing.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;

/** The engine as it is set up in the server, but on its own transactions: Camunda's scripts run by the owner, used by the application. */
public final class EngineFixture implements AutoCloseable {
    private static final List<String> SCRIPTS = List.of(
            "engine", "history", "identity", "case.engine", "case.history", "decision.engine", "decision.history");

    final ProcessEngine engine;
    private final CamundaEngine bean = new CamundaEngine();

    EngineFixture(ProcessDomain domain) {
        this(domain, new TakenFlows());
    }

    /** @param taken notes which flows are taken */
    EngineFixture(ProcessDomain domain, TakenFlows taken) {
        TestDatabase database = TestDatabase.with();
        createTables(database);
        var configuration = new StandaloneProcessEngineConfiguration();
        configuration.setDataSource(database.application());
        configuration.setJobExecutorActivate(false);
        EngineSetup.configure(configuration, domain);
        configuration.getCustomPostBPMNParseListeners().add(taken);
        engine = configuration.buildProcessEngine();
        EngineSetup.deployProcesses(engine);
        bean.engine = engine;
    }

    @SuppressWarnings("UnnecessaryAssignment") // no container injects here
    GovernedProcesses process() {
        CamundaProcesses process = new CamundaProcesses();
        process.camunda = bean;
        return process;
    }

    /**
     * The engine on somebody else's transactions, as in the server.
     *
     * @param connections gives the connection of the transaction that is under way, or one of its own without any
     */
    public static ProcessEngine joined(
            TestDatabase database, DataSource connections, ProcessDomain domain, CamundaEngine bean) {
        createTables(database);
        var configuration = new StandaloneProcessEngineConfiguration();
        configuration.setDataSource(connections);
        configuration.setTransactionsExternallyManaged(true);
        configuration.setJobExecutorActivate(false);
        EngineSetup.configure(configuration, domain);
        ProcessEngine built = configuration.buildProcessEngine();
        bean.engine = built;
        return built;
    }

    /** Deploys the shipped processes; to be called in a transaction. */
    public static void deploy(ProcessEngine engine) {
        EngineSetup.deployProcesses(engine);
    }

    /** Deploys a next version of a shipped process that differs by its name alone; to be called in a transaction if joined. */
    public static void deployNext(ProcessEngine engine, String key) {
        try (InputStream in = EngineSetup.class.getResourceAsStream("/processes/" + key + ".bpmn")) {
            String next = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replaceFirst("(<bpmn:process id=\"" + key + "\" name=\")", "$1Next: ");
            engine.getRepositoryService()
                    .createDeployment()
                    .name("next " + key)
                    .addString("processes/" + key + ".bpmn", next)
                    .deploy();
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Leaves no further try to the jobs of a request, as the last failure does; to be called in a transaction if joined. */
    public static void exhaust(ProcessEngine engine, UUID request) {
        String instance = engine.getRuntimeService()
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(request.toString())
                .singleResult()
                .getId();
        engine.getManagementService()
                .createJobQuery()
                .processInstanceId(instance)
                .list()
                .forEach(job -> engine.getManagementService().setJobRetries(job.getId(), 0));
    }

    EngineWatch watch() {
        EngineWatch watch = new EngineWatch();
        watch.camunda = bean;
        return watch;
    }

    static Actor person(String subject) {
        return new Actor(
                Actor.Kind.PERSON,
                subject,
                subject,
                Set.of(),
                "test",
                null,
                "request-1",
                new Authentication(Authentication.Method.BEARER, null, null),
                null,
                Reach.everything());
    }

    @Override
    public void close() {
        engine.close();
    }

    static void createTables(TestDatabase database) {
        try (Connection connection = database.owner().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA camunda");
            statement.execute("SET search_path TO camunda");
            for (String script : SCRIPTS) {
                statement.execute(script(script));
            }
            statement.execute("GRANT USAGE ON SCHEMA camunda TO " + TestDatabase.APPLICATION);
            statement.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA camunda TO "
                    + TestDatabase.APPLICATION);
        } catch (SQLException failed) {
            throw new IllegalStateException("cannot create the engine's tables", failed);
        }
    }

    private static String script(String name) {
        String path = "/org/camunda/bpm/engine/db/create/activiti.postgres.create." + name + ".sql";
        try (InputStream in = ProcessEngine.class.getResourceAsStream(path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new IllegalStateException("cannot read " + path, failed);
        }
    }
}

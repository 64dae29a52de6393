package io.countersign.approvals.engine;

import io.countersign.platform.id.Ids;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;

/** What is the same for the engine wherever it runs: its tables, its history, and how little a process model may reach. */
final class EngineSetup {
    private static final String SCHEMA = "camunda";
    static final List<String> PROCESSES = List.of(
            "model-promotion.bpmn", "rollback.bpmn", "emergency-change.bpmn", "policy-change.bpmn", "finding.bpmn");

    private EngineSetup() {}

    static void configure(ProcessEngineConfigurationImpl engine, ProcessDomain domain) {
        engine.setProcessEngineName("countersign");
        engine.setDatabaseType("postgres");
        engine.setDatabaseSchemaUpdate(ProcessEngineConfiguration.DB_SCHEMA_UPDATE_FALSE);
        engine.setDatabaseSchema(SCHEMA);
        engine.setDatabaseTablePrefix(SCHEMA + ".");
        // The engine's own blocks of numbers are drawn in the caller's transaction: a rolled back one gives them out
        // twice. These come in the order of time, as tasks that came up together are listed.
        engine.setIdGenerator(() -> Ids.next().toString());
        // The way of each request and its tasks. Who decided what is the ledger's, and variables steer the process
        // alone.
        engine.setHistory(ProcessEngineConfiguration.HISTORY_ACTIVITY);
        engine.setHistoryTimeToLive("P3650D");
        engine.setDefaultNumberOfRetries(3);
        engine.setFailedJobRetryTimeCycle("R3/PT1M");
        engine.setCreateIncidentOnFailedJobEnabled(true);
        engine.setMetricsEnabled(false);
        engine.setTaskMetricsEnabled(false);
        engine.setDbMetricsReporterActivate(false);
        engine.setHistoryCleanupMetricsEnabled(false);
        engine.setClassLoader(EngineSetup.class.getClassLoader());
        restrict(engine, domain);
    }

    /** Expressions see two beans and no others; scripts are refused when a model is deployed. */
    private static void restrict(ProcessEngineConfigurationImpl engine, ProcessDomain domain) {
        engine.setBeans(Map.of("signOffs", new RequiredSignOffs(domain), "domain", new DomainStep(domain)));
        engine.setCustomPreBPMNParseListeners(new ArrayList<>(List.of(new ForbiddenElements())));
        engine.setCustomPostBPMNParseListeners(new ArrayList<>(List.of(new TaskListeners(domain))));
        engine.setEnableExpressionsInAdhocQueries(false);
        engine.setEnableExpressionsInStoredQueries(false);
        engine.setEnableScriptEngineLoadExternalResources(false);
        engine.setEnableFetchScriptEngineFromProcessApplication(false);
    }

    /** Deploys the shipped processes. Running requests finish on the version they began with; the same file again adds none. */
    static void deployProcesses(ProcessEngine engine) {
        PROCESSES.forEach(file -> engine.getRepositoryService()
                .createDeployment()
                .name("countersign " + file)
                .enableDuplicateFiltering(true)
                .addInputStream("processes/" + file, resource("processes/" + file))
                .deploy());
    }

    private static InputStream resource(String path) {
        InputStream found = EngineSetup.class.getResourceAsStream("/" + path);
        if (found == null) {
            throw new IllegalStateException("the archive lacks " + path);
        }
        return found;
    }
}

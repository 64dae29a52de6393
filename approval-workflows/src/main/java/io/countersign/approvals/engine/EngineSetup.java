package io.countersign.approvals.engine;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;

/** What is the same for the engine wherever it runs: its tables, its history, and how little a process model may reach. */
final class EngineSetup {
    private static final String SCHEMA = "camunda";
    private static final String PROMOTION = "processes/model-promotion.bpmn";

    private EngineSetup() {}

    static void configure(ProcessEngineConfigurationImpl engine, PromotionSteps steps) {
        engine.setProcessEngineName("countersign");
        engine.setDatabaseType("postgres");
        engine.setDatabaseSchemaUpdate(ProcessEngineConfiguration.DB_SCHEMA_UPDATE_FALSE);
        engine.setDatabaseSchema(SCHEMA);
        engine.setDatabaseTablePrefix(SCHEMA + ".");
        engine.setHistory(ProcessEngineConfiguration.HISTORY_FULL);
        engine.setHistoryTimeToLive("P3650D");
        engine.setMetricsEnabled(false);
        engine.setTaskMetricsEnabled(false);
        engine.setDbMetricsReporterActivate(false);
        engine.setHistoryCleanupMetricsEnabled(false);
        engine.setClassLoader(EngineSetup.class.getClassLoader());
        restrict(engine, steps);
    }

    /** Expressions see three beans and no others; scripts are refused when a model is deployed. */
    private static void restrict(ProcessEngineConfigurationImpl engine, PromotionSteps steps) {
        engine.setBeans(Map.of(
                "signOffs", new RequiredSlots(steps),
                "applyPromotion", new ApplyPromotion(steps),
                "rejectPromotion", new RejectPromotion(steps)));
        engine.setCustomPreBPMNParseListeners(List.of(new ForbiddenElements()));
        engine.setEnableExpressionsInAdhocQueries(false);
        engine.setEnableExpressionsInStoredQueries(false);
        engine.setEnableScriptEngineLoadExternalResources(false);
        engine.setEnableFetchScriptEngineFromProcessApplication(false);
    }

    /** Deploys the shipped processes. Running requests finish on the version they began with; the same file again adds none. */
    static void deployProcesses(ProcessEngine engine) {
        engine.getRepositoryService()
                .createDeployment()
                .name("countersign processes")
                .enableDuplicateFiltering(true)
                .addInputStream(PROMOTION, resource(PROMOTION))
                .deploy();
    }

    private static java.io.InputStream resource(String path) {
        java.io.InputStream found = EngineSetup.class.getResourceAsStream("/" + path);
        if (found == null) {
            throw new IllegalStateException("the archive lacks " + path);
        }
        return found;
    }
}

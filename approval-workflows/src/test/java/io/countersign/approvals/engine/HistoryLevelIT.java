package io.countersign.approvals.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.platform.testing.TestDatabase;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.junit.jupiter.api.Test;

/** The engine refuses a database that was begun with more history than it keeps, until the update's script has run. */
class HistoryLevelIT {
    private static final String UPDATE = "/db/approvals/V202611292040__engine_keeps_the_way_of_a_request.sql";

    private final TestDatabase database = TestDatabase.with();

    @Test
    void installationThatKeptEachValueOfEachVariableGoesOnWithTheWayAlone() throws Exception {
        EngineFixture.createTables(database);
        StandaloneProcessEngineConfiguration before = configuration();
        before.setHistory(ProcessEngineConfiguration.HISTORY_FULL);
        before.buildProcessEngine().close();
        assertThatThrownBy(() -> configuration().buildProcessEngine()).isInstanceOf(ProcessEngineException.class);

        try (InputStream script = HistoryLevelIT.class.getResourceAsStream(UPDATE);
                Connection owner = database.owner().getConnection();
                Statement statement = owner.createStatement()) {
            statement.execute(new String(script.readAllBytes(), StandardCharsets.UTF_8));
        }

        ProcessEngine engine = configuration().buildProcessEngine();
        EngineSetup.deployProcesses(engine);
        assertThat(engine.getRepositoryService().createProcessDefinitionQuery().count())
                .isEqualTo(EngineSetup.PROCESSES.size());
        engine.close();
    }

    private StandaloneProcessEngineConfiguration configuration() {
        StandaloneProcessEngineConfiguration configuration = new StandaloneProcessEngineConfiguration();
        configuration.setDataSource(database.application());
        configuration.setJobExecutorActivate(false);
        EngineSetup.configure(configuration, new RecordedDomain());
        return configuration;
    }
}

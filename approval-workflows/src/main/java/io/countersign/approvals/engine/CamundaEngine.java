package io.countersign.approvals.engine;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Lock;
import jakarta.ejb.LockType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionManager;
import java.util.Objects;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.JakartaTransactionProcessEngineConfiguration;
import org.jspecify.annotations.Nullable;

/** The engine in the server: on the container's transaction, data source and threads; one for each node. */
@Singleton
@Startup
@Lock(LockType.READ)
@ConcurrencyManagement(ConcurrencyManagementType.CONTAINER)
@TransactionManagement(TransactionManagementType.BEAN)
public class CamundaEngine {
    /** A timer or a retried job waits no longer than this for a node that has nothing else to do. */
    private static final int IDLE_MILLIS = 10_000;

    @Resource(lookup = "java:jboss/TransactionManager")
    TransactionManager transactions;

    @Resource(lookup = "java:jboss/datasources/CountersignDS")
    DataSource dataSource;

    @Resource
    ManagedExecutorService jobs;

    @Resource
    ManagedThreadFactory threads;

    @Inject
    ProcessDomain domain;

    @Nullable
    ProcessEngine engine;

    @PostConstruct
    void start() {
        JakartaTransactionProcessEngineConfiguration configuration = new JakartaTransactionProcessEngineConfiguration();
        configuration.setTransactionManager(transactions);
        configuration.setDataSource(dataSource);
        configuration.setTransactionsExternallyManaged(true);
        ManagedJobExecutor executor = new ManagedJobExecutor(jobs, threads);
        executor.setMaxWait(IDLE_MILLIS);
        configuration.setJobExecutor(executor);
        configuration.setJobExecutorActivate(true);
        EngineSetup.configure(configuration, domain);
        ProcessEngine built = configuration.buildProcessEngine();
        EngineSetup.deployProcesses(built);
        engine = built;
    }

    @PreDestroy
    void stop() {
        if (engine != null) {
            engine.close();
        }
    }

    /** Never null once the bean is in service. */
    public ProcessEngine engine() {
        return Objects.requireNonNull(engine, "the process engine is not running");
    }
}

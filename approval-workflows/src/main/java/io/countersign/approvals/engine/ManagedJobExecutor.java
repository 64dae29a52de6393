package io.countersign.approvals.engine;

import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.camunda.bpm.engine.impl.ProcessEngineImpl;
import org.camunda.bpm.engine.impl.jobexecutor.ExecuteJobsRunnable;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;

/** Runs the engine's jobs (timers, asynchronous steps) on the server's managed threads. */
final class ManagedJobExecutor extends JobExecutor {
    private final ManagedExecutorService jobs;
    private final ManagedThreadFactory threads;

    ManagedJobExecutor(ManagedExecutorService jobs, ManagedThreadFactory threads) {
        this.jobs = jobs;
        this.threads = threads;
    }

    @Override
    protected void startExecutingJobs() {
        startJobAcquisitionThread();
    }

    /** The acquisition waits for jobs as long as the server runs, so it gets a managed thread of its own and no pool's. */
    @Override
    protected void startJobAcquisitionThread() {
        if (jobAcquisitionThread == null) {
            jobAcquisitionThread = threads.newThread(acquireJobsRunnable);
            jobAcquisitionThread.setName(getName());
            jobAcquisitionThread.start();
        }
    }

    @Override
    protected void stopExecutingJobs() {
        stopJobAcquisitionThread();
    }

    @Override
    public void executeJobs(List<String> jobIds, ProcessEngineImpl engine) {
        try {
            jobs.execute(new ExecuteJobsRunnable(jobIds, engine));
        } catch (RejectedExecutionException full) {
            getRejectedJobsHandler().jobsRejected(jobIds, engine, this);
        }
    }
}

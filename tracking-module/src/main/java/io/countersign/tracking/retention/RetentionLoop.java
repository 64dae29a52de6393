package io.countersign.tracking.retention;

import io.countersign.platform.actor.Actor;
import io.countersign.platform.config.Settings;
import io.countersign.platform.id.Ids;
import io.countersign.tracking.control.Resealing;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The jobs of run tracking, on every node: purges, removal of bytes, resealing. Each step is a transaction that takes its
 * work from the database, so that nodes share it and a restart goes on where it stopped.
 */
@Startup
@Singleton
@TransactionManagement(TransactionManagementType.BEAN)
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class RetentionLoop {
    private static final Logger LOG = LoggerFactory.getLogger(RetentionLoop.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final int STEPS = 10_000;

    @Inject
    Purging purging;

    @Inject
    BlobSweep blobs;

    @Inject
    Resealing resealing;

    @Inject
    Settings settings;

    @Resource
    ManagedThreadFactory threads;

    private final CountDownLatch stopped = new CountDownLatch(1);

    @PostConstruct
    void start() {
        threads.newThread(this::run).start();
    }

    @PreDestroy
    void stop() {
        stopped.countDown();
    }

    private void run() {
        Duration grace = duration("countersign.retention.grace", Duration.ofMinutes(10));
        Duration quiet = duration("countersign.reseal.quiet", Duration.ofSeconds(30));
        try {
            while (!stopped.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                repeat(
                        "purge runs",
                        () -> purging.decideOne(Actor.system("purge", Ids.next().toString())));
                repeat("remove points of purged runs", purging::erasePoints);
                repeat("remove bytes that nothing refers to", () -> blobs.sweep(grace));
                repeat(
                        "reseal runs",
                        () -> resealing.lookAtOne(
                                Actor.system("reseal", Ids.next().toString()), quiet));
            }
        } catch (InterruptedException shutdown) {
            Thread.currentThread().interrupt();
        }
    }

    /** One step of a job. @return whether to go on at once */
    @FunctionalInterface
    interface Step {
        boolean go();
    }

    /**
     * A failure must not end the loop, nor keep the other jobs from theirs: not even a checked one, which the interceptor of
     * transactions throws undeclared when a commit fails.
     */
    void repeat(String what, Step step) {
        try {
            for (int i = 0; i < STEPS && stopped.getCount() > 0 && step.go(); i++) {
                LOG.trace("{}: step {}", what, i);
            }
        } catch (Exception failed) {
            LOG.warn("Could not {}; tried again soon: {}", what, failed.toString());
        }
    }

    private Duration duration(String name, Duration otherwise) {
        return settings.text(name).map(Duration::parse).orElse(otherwise);
    }
}

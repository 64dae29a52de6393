package io.countersign.ledger.control;

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
import java.util.ArrayList;
import java.util.List;

/** Starts and stops the sequencer, and what is done beside it, with the application. */
@Startup
@Singleton
@TransactionManagement(TransactionManagementType.BEAN)
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class SequencerStart {
    @Inject
    LedgerRuntime ledger;

    @Inject
    LedgerMetrics metrics;

    @Inject
    Custody custody;

    @Resource
    ManagedThreadFactory threads;

    private final List<Chore> chores = new ArrayList<>();

    @PostConstruct
    void start() {
        threads.newThread(ledger.loop()).start();
        metrics.register();
        chores.addAll(ledger.chores());
        chores.add(new Chore("expiring texts", Duration.ofHours(1), custody::expire));
        chores.forEach(chore -> threads.newThread(chore).start());
    }

    @PreDestroy
    void stop() {
        chores.forEach(Chore::stop);
        ledger.loop().stop();
    }
}

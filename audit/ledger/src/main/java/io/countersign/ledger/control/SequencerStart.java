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

/** Starts and stops the sequencer with the application. */
@Startup
@Singleton
@TransactionManagement(TransactionManagementType.BEAN)
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class SequencerStart {
    @Inject
    LedgerRuntime ledger;

    @Resource
    ManagedThreadFactory threads;

    @PostConstruct
    void start() {
        threads.newThread(ledger.loop()).start();
    }

    @PreDestroy
    void stop() {
        ledger.loop().stop();
    }
}

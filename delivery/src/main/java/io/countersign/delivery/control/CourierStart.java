package io.countersign.delivery.control;

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

/** Starts and stops the courier with the application. */
@Startup
@Singleton
@TransactionManagement(TransactionManagementType.BEAN)
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class CourierStart {
    @Inject
    DeliveryRuntime delivery;

    @Inject
    OutboxMetrics metrics;

    @Resource
    ManagedThreadFactory threads;

    @PostConstruct
    void start() {
        metrics.register();
        threads.newThread(delivery.courier()).start();
    }

    @PreDestroy
    void stop() {
        delivery.courier().stop();
    }
}

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
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import java.util.concurrent.TimeUnit;

/** Starts and stops the courier and the counting with the application. */
@Startup
@Singleton
@TransactionManagement(TransactionManagementType.BEAN)
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class CourierStart {
    @Inject
    DeliveryRuntime delivery;

    @Inject
    OutboxMetrics metrics;

    @Inject
    RefusedCalls refusedCalls;

    @Resource
    ManagedThreadFactory threads;

    @Resource
    ManagedScheduledExecutorService schedule;

    @PostConstruct
    void start() {
        metrics.register();
        long every = delivery.countedEverySeconds();
        schedule.scheduleWithFixedDelay(refusedCalls::writeDown, every, every, TimeUnit.SECONDS);
        threads.newThread(delivery.courier()).start();
    }

    @PreDestroy
    void stop() {
        delivery.courier().stop();
        refusedCalls.writeDown();
    }
}

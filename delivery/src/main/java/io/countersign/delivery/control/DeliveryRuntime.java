package io.countersign.delivery.control;

import io.countersign.platform.config.Settings;
import io.countersign.platform.outbox.OutboxChannel;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;

/** The outbox of this node: its parts, put together from the settings and from the channels that all modules offer. */
@ApplicationScoped
public class DeliveryRuntime {
    @Resource(lookup = "java:jboss/datasources/CountersignDS")
    DataSource dataSource;

    @Resource
    ManagedExecutorService executor;

    @Inject
    @Any
    Instance<OutboxChannel> channels;

    @Inject
    Settings settings;

    @SuppressWarnings("NullAway.Init")
    private OutboxTable table;

    @SuppressWarnings("NullAway.Init")
    private Courier courier;

    @SuppressWarnings("NullAway.Init")
    private RefusedCallTable refusedCalls;

    @PostConstruct
    void assemble() {
        String node = settings.text("countersign.node").orElse("countersign-1");
        table = new OutboxTable(dataSource, node);
        refusedCalls = new RefusedCallTable(dataSource, node);
        List<OutboxChannel> offered = channels.stream().toList();
        Courier.Hands hands = new Courier.Hands(
                number("countersign.outbox.parallel", 4),
                Duration.ofMillis(number("countersign.outbox.poll.ms", 1_000)),
                new Patience(
                        Duration.ofMillis(number("countersign.outbox.first.wait.ms", 2_000)),
                        Patience.USUAL.longest(),
                        number("countersign.outbox.attempts", Patience.USUAL.attempts()),
                        Patience.USUAL.claim()));
        courier = new Courier(table, offered::stream, executor, hands);
    }

    private int number(String name, int otherwise) {
        return settings.text(name).map(Integer::parseInt).orElse(otherwise);
    }

    DataSource dataSource() {
        return dataSource;
    }

    OutboxTable table() {
        return table;
    }

    long countedEverySeconds() {
        return number("countersign.refused.flush.seconds", 60);
    }

    RefusedCallTable refusedCalls() {
        return refusedCalls;
    }

    Courier courier() {
        return courier;
    }
}

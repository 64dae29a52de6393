package io.countersign.systemtests.container;

import io.countersign.platform.outbox.Outbox;
import io.countersign.platform.outbox.OutboxMessage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.UUID;
import java.util.function.Consumer;

/** A use case that posts, and may fail after it. */
@ApplicationScoped
public class Poster {
    @Inject
    Outbox outbox;

    /** Posts and then does what is given, in one transaction. */
    @Transactional
    public UUID post(String destination, Consumer<UUID> then) {
        UUID id = outbox.post(new OutboxMessage(ScriptedChannel.NAME, destination, "{}"));
        then.accept(id);
        return id;
    }
}

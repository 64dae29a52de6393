package io.countersign.systemtests.container;

import io.countersign.platform.outbox.DeliveryFailed;
import io.countersign.platform.outbox.OutboxChannel;
import io.countersign.platform.outbox.OutboxMessage;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A channel of a module: fails the first attempt at the destinations that say so. */
@ApplicationScoped
public class ScriptedChannel implements OutboxChannel {
    static final String NAME = "scripted";
    static final String FAILS_ONCE = "fails-once";

    private final List<UUID> arrived = new CopyOnWriteArrayList<>();
    private final Set<UUID> failed = ConcurrentHashMap.newKeySet();

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void deliver(UUID id, OutboxMessage message, int attempt) throws DeliveryFailed {
        if (FAILS_ONCE.equals(message.destination()) && failed.add(id)) {
            throw new DeliveryFailed("answered 503", true);
        }
        arrived.add(id);
    }

    /** Identities of messages that arrived, in that order. */
    public List<UUID> arrived() {
        return List.copyOf(arrived);
    }
}

package io.countersign.platform.testing;

import io.countersign.platform.id.Ids;
import io.countersign.platform.outbox.Outbox;
import io.countersign.platform.outbox.OutboxMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Keeps what is posted, for tests of use cases without a container. */
public final class RecordingOutbox implements Outbox {
    private final List<OutboxMessage> posted = new ArrayList<>();

    @Override
    public synchronized UUID post(OutboxMessage message) {
        posted.add(message);
        return Ids.next();
    }

    /** What was posted, in that order. */
    public synchronized List<OutboxMessage> posted() {
        return List.copyOf(posted);
    }
}

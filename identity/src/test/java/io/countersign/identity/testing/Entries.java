package io.countersign.identity.testing;

import io.countersign.audit.AuditEvent;
import io.countersign.audit.AuditLog;
import io.countersign.audit.EntryId;
import io.countersign.platform.actor.Actor;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What was appended, in order; the system tests ask the real ledger. */
public final class Entries implements AuditLog {
    private final List<AuditEvent> events = new ArrayList<>();

    @Override
    public EntryId append(Actor actor, AuditEvent event) {
        events.add(event);
        return new EntryId(UUID.randomUUID());
    }

    public List<String> actions() {
        return events.stream().map(AuditEvent::action).toList();
    }

    public AuditEvent last() {
        return events.get(events.size() - 1);
    }
}

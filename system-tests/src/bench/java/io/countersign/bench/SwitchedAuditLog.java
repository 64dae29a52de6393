package io.countersign.bench;

import io.countersign.audit.AuditEvent;
import io.countersign.audit.AuditLog;
import io.countersign.audit.EntryId;
import io.countersign.platform.actor.Actor;
import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;
import java.util.UUID;

/**
 * Put into a copy of the product by {@link LedgerOverhead}, and into no other: leaves out the entries of what one person does, so
 * that one server in one run does the same writes with the ledger and without.
 */
@Decorator
@Priority(1)
public class SwitchedAuditLog implements AuditLog {
    static final String WITHOUT = "engineer2";

    private static final String NAME = "Emil Eriksen";

    private static final EntryId NONE = new EntryId(new UUID(0, 0));

    @Inject
    @Delegate
    @Any
    AuditLog real;

    @Override
    public EntryId append(Actor actor, AuditEvent event) {
        return actor.displayName().equals(NAME) ? NONE : real.append(actor, event);
    }
}

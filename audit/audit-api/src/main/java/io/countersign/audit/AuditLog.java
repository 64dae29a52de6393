package io.countersign.audit;

import io.countersign.platform.actor.Actor;

/** The append-only history of the installation. */
public interface AuditLog {

    /**
     * Appends one entry in the caller's transaction: it commits with the change it tells of, or neither does.
     *
     * @param actor who did it, never a default
     * @param event what was done
     * @return the identity of the entry, for waiting on its inclusion and for citing it
     * @throws jakarta.transaction.TransactionalException when there is no transaction
     * @throws IllegalArgumentException when the event's facts have no canonical JSON form
     */
    EntryId append(Actor actor, AuditEvent event);
}

package io.countersign.delivery.control;

import io.countersign.audit.AuditEvent;
import io.countersign.audit.AuditLog;
import io.countersign.audit.Subject;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.paging.Page;
import io.countersign.platform.paging.PageToken;
import io.countersign.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What operators do with the outbox: look, and send a dead letter once more. */
@ApplicationScoped
public class Letters {
    @Inject
    DeliveryRuntime delivery;

    @Inject
    AuditLog auditLog;

    /** Newest first; of one state and channel where given. */
    public Page<Letter> list(@Nullable String state, @Nullable String channel, PageToken from, int size) {
        try {
            return Page.of(table().list(state, channel, from.offset(), size + 1), from, size);
        } catch (SQLException failed) {
            throw new IllegalStateException("The outbox cannot be read", failed);
        }
    }

    /** @throws ProblemException (not found) */
    public Letter get(UUID id) {
        try {
            return table().find(id)
                    .orElseThrow(() -> ProblemException.notFound("There is no message " + id + " in the outbox"));
        } catch (SQLException failed) {
            throw new IllegalStateException("The outbox cannot be read", failed);
        }
    }

    /**
     * Makes a dead letter due at once; when it fails again it is dead again.
     *
     * @throws ProblemException (not found, conflict when it is not dead)
     */
    @Transactional
    public Letter redeliver(Actor actor, UUID id) {
        get(id);
        try {
            if (!table().revive(id)) {
                throw ProblemException.conflict("The message " + id + " is not a dead letter");
            }
        } catch (SQLException failed) {
            throw new IllegalStateException("The message cannot be put back", failed);
        }
        auditLog.append(
                actor,
                AuditEvent.of("outbox.redelivered", new Subject("outbox-message", id.toString()))
                        .build());
        return get(id);
    }

    private LetterTable table() {
        return new LetterTable(delivery.dataSource());
    }
}

package io.countersign.ledger.control;

import io.countersign.audit.AuditEvent;
import io.countersign.audit.AuditLog;
import io.countersign.audit.Subject;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.web.RefusedCalls;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/** A refusal on grounds of governance is one entry, in a transaction of its own: the refused one leaves nothing. */
@ApplicationScoped
public class RefusedCallEntries implements RefusedCalls {
    private static final int LONGEST_PATH = 500;

    @Inject
    AuditLog auditLog;

    @Override
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public void record(Actor actor, String method, String path, String slug, String detail) {
        String endpoint = path.length() <= LONGEST_PATH ? path : path.substring(0, LONGEST_PATH) + "\u2026";
        auditLog.append(
                actor,
                AuditEvent.of("call.refused", new Subject("endpoint", method + " " + endpoint))
                        .fact("reason", slug)
                        .disclose("detail", detail)
                        .build());
    }
}

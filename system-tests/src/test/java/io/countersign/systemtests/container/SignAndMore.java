package io.countersign.systemtests.container;

import io.countersign.approvals.control.GiveSignOff;
import io.countersign.approvals.control.SignOffIntent;
import io.countersign.audit.AuditEvent;
import io.countersign.audit.AuditLog;
import io.countersign.audit.Subject;
import io.countersign.platform.actor.Actor;
import io.countersign.registry.control.RegisteredModels;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.UUID;

/** One transaction over Hibernate, the process engine and the ledger, with a failure at its end if asked for. */
@ApplicationScoped
public class SignAndMore {
    @Inject
    GiveSignOff signOffs;

    @Inject
    RegisteredModels models;

    @Inject
    AuditLog audit;

    /** Completes the task of a request, registers a model and appends an entry, all in one transaction. */
    @Transactional
    public void inOneTransaction(UUID request, String evidence, String model, Actor signer, boolean fail) {
        models.create(model, "", Map.of(), signer);
        audit.append(
                signer,
                AuditEvent.of("test.appended", new Subject("test", model)).build());
        signOffs.give(request, new SignOffIntent("approved", "read", evidence, null), signer);
        if (fail) {
            throw new FailureAtTheEnd();
        }
    }

    /** What the failing transaction ends with. */
    public static final class FailureAtTheEnd extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}

package io.countersign.approvals.control;

import io.countersign.approvals.engine.ProcessCollision;
import io.countersign.audit.EntryId;
import io.countersign.platform.actor.Actor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signing, around its transaction: tries again after a collision, and voids a request whose evidence has changed. */
@ApplicationScoped
public class SignOffs {
    private static final Logger LOG = LoggerFactory.getLogger(SignOffs.class);
    private static final int ATTEMPTS = 5;

    @Inject
    GiveSignOff giveSignOff;

    @Inject
    VoidPromotion voidPromotion;

    /** As {@link GiveSignOff#give}; no transaction is open before or after. */
    public EntryId give(UUID requestId, SignOffIntent intent, Actor actor) {
        for (int attempt = 1; ; attempt++) {
            try {
                return giveSignOff.give(requestId, intent, actor);
            } catch (EvidenceChanged changed) {
                voidPromotion.because(changed, actor);
                throw changed;
            } catch (ProcessCollision collision) {
                if (attempt == ATTEMPTS) {
                    throw collision;
                }
                LOG.debug("Sign-off on {} collided, attempt {}", requestId, attempt, collision);
            }
        }
    }
}

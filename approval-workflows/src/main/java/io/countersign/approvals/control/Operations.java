package io.countersign.approvals.control;

import io.countersign.approvals.engine.EngineWatch;
import io.countersign.audit.AuditEvent;
import io.countersign.audit.AuditLog;
import io.countersign.audit.Subject;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.Role;
import io.countersign.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What an administrator does with the engine; each act is on record. */
@ApplicationScoped
@Transactional
public class Operations {
    private static final int MOST = 200;

    @Inject
    EngineWatch engine;

    @Inject
    Promotions promotions;

    @Inject
    AuditLog audit;

    public List<EngineWatch.Stuck> stuck() {
        return engine.stuck(MOST);
    }

    /** The way of a request through its process. @throws ProblemException (not found) when none ever ran for it */
    public EngineWatch.Picture picture(UUID requestId, Actor actor) {
        promotions
                .find(requestId)
                .ifPresent(promotion -> actor.requireOnModel(promotion.intent().model(), Set.of(Role.values())));
        return engine.picture(requestId)
                .orElseThrow(() -> ProblemException.notFound("No process ran for the request " + requestId));
    }

    public List<EngineWatch.Version> versions() {
        return engine.versions();
    }

    /** Has a job that stands still tried again. */
    public EngineWatch.Stuck retry(String incidentId, Actor actor) {
        EngineWatch.Stuck stuck = engine.retry(incidentId);
        audit.append(
                actor,
                AuditEvent.of(
                                "process.retried",
                                new Subject("process", stuck.requestId().toString()))
                        .fact("process", stuck.process())
                        .fact("step", stuck.step())
                        .build());
        return stuck;
    }

    /** Moves requests to another version of their process: an act of its own, never a side effect of an update. */
    public List<UUID> migrate(String process, int from, int to, Actor actor) {
        List<UUID> moved = engine.migrate(process, from, to);
        audit.append(
                actor,
                AuditEvent.of("process.migrated", new Subject("process", process))
                        .fact("from", from)
                        .fact("to", to)
                        .fact("requests", moved.stream().map(UUID::toString).toList())
                        .build());
        return moved;
    }
}

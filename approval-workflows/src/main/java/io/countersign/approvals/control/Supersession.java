package io.countersign.approvals.control;

import io.countersign.approvals.engine.GovernedProcesses;
import io.countersign.approvals.entity.Promotion;
import io.countersign.platform.actor.Actor;
import io.countersign.registry.Registry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** A request for a newer version ends the open ones of older versions for the same place: nobody signs what nobody wants. */
@ApplicationScoped
public class Supersession {

    @Inject
    Promotions promotions;

    @Inject
    GovernedProcesses process;

    @Inject
    Registry registry;

    @Inject
    Trail trail;

    @Inject
    Times times;

    void of(Promotion newer, Actor actor) {
        promotions.openBefore(newer.intent()).stream()
                .map(older -> promotions.lock(older.id()))
                .filter(Promotion::isOpen)
                .forEach(older -> supersede(older, newer, actor));
    }

    private void supersede(Promotion older, Promotion newer, Actor actor) {
        older.supersede("superseded by request " + newer.id(), times.now());
        process.cancel(older.id(), older.state().wireName());
        registry.close(older.id(), older.state().wireName(), actor);
        trail.append(
                older,
                actor,
                Trail.event("promotion.superseded", older)
                        .fact("by", newer.id().toString())
                        .build());
    }
}

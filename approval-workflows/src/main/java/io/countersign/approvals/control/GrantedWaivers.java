package io.countersign.approvals.control;

import io.countersign.approvals.entity.Waiver;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.Reach;
import io.countersign.platform.paging.Page;
import io.countersign.platform.paging.PageToken;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import org.jspecify.annotations.Nullable;

/** Reads granted waivers. */
@ApplicationScoped
@Transactional
public class GrantedWaivers {

    @Inject
    Waivers waivers;

    /** Newest first; what the caller does not reach is absent. */
    public Page<Waiver> list(@Nullable String model, PageToken from, int size, Actor actor) {
        Page<Waiver> page = Page.of(waivers.list(model, from.offset(), size + 1), from, size);
        return new Page<>(
                page.items().stream()
                        .filter(waiver -> actor.roles().stream()
                                .anyMatch(role -> actor.reach().covers(role, Reach.Kind.MODEL, waiver.model())))
                        .toList(),
                page.nextPageToken());
    }
}

package io.countersign.approvals.control;

import io.countersign.approvals.engine.OpenTask;
import io.countersign.approvals.engine.PromotionProcess;
import io.countersign.approvals.entity.Promotion;
import io.countersign.approvals.entity.SignOff;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.Role;
import io.countersign.platform.paging.Page;
import io.countersign.platform.paging.PageToken;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The inbox: sign-offs that are waited for in a person's roles, and why they could not give them where they could not. */
@ApplicationScoped
@Transactional
public class TaskList {

    @Inject
    PromotionProcess process;

    @Inject
    Promotions promotions;

    /**
     * A sign-off that is waited for, as the actor sees it.
     *
     * @param task what is waited for
     * @param promotion the request
     * @param blocked why the actor cannot sign, empty when they can
     */
    public record Item(OpenTask task, Promotion promotion, Optional<String> blocked) {}

    /** Oldest first. */
    public Page<Item> of(Actor actor, PageToken from, int size) {
        Set<String> roles = actor.roles().stream().map(Role::wireName).collect(Collectors.toSet());
        List<OpenTask> open = process.openTasks(roles, from.offset(), size + 1);
        return Page.of(items(open, actor), from, size);
    }

    private List<Item> items(List<OpenTask> open, Actor actor) {
        List<UUID> ids = open.stream().map(OpenTask::requestId).distinct().toList();
        Map<UUID, Promotion> requests =
                promotions.all(ids).stream().collect(Collectors.toMap(Promotion::id, Function.identity()));
        Map<UUID, Set<String>> signers = promotions.signOffs(ids).stream()
                .collect(Collectors.groupingBy(
                        SignOff::promotionId, Collectors.mapping(SignOff::subject, Collectors.toSet())));
        return open.stream()
                .map(task -> {
                    Promotion request = Objects.requireNonNull(requests.get(task.requestId()));
                    return new Item(
                            task, request, blocked(request, signers.getOrDefault(request.id(), Set.of()), actor));
                })
                .toList();
    }

    private static Optional<String> blocked(Promotion request, Set<String> signers, Actor actor) {
        if (!actor.isPerson()) {
            return Optional.of("Keys and service accounts never sign");
        }
        return SegregationOfDuties.of(request.involved(), signers)
                .objection(actor.subject())
                .map(SegregationOfDuties.Objection::text);
    }
}

package io.countersign.approvals.control;

import io.countersign.approvals.entity.Promotion;
import io.countersign.approvals.entity.SignOff;
import io.countersign.approvals.entity.Task;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.paging.Page;
import io.countersign.platform.paging.PageToken;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The inbox: what is waited for in a person's roles or by name, and why they could not do it where they could not. */
@ApplicationScoped
@Transactional
public class TaskList {

    @PersistenceContext(unitName = "approvals")
    EntityManager entities;

    @Inject
    Promotions promotions;

    @Inject
    People people;

    @Inject
    Times times;

    /**
     * Something that is waited for, as the actor sees it.
     *
     * @param task what is waited for
     * @param promotion the request, empty when it is about something else
     * @param blocked why the actor cannot do it, empty when they can
     */
    public record Item(Task task, Optional<Promotion> promotion, Optional<String> blocked) {}

    /** Oldest first. */
    public Page<Item> of(Actor actor, TaskFilter filter, PageToken from, int size) {
        people.seen(actor);
        List<Task> open = query("select t", " order by t.createdAt, t.id", Task.class, actor, filter)
                .setFirstResult(Math.toIntExact(from.offset()))
                .setMaxResults(size + 1)
                .getResultList();
        return Page.of(items(open, actor), from, size);
    }

    /** How many there are: by name, of the groups and free, overdue. */
    public Map<String, Long> counts(Actor actor) {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (TaskFilter.Whose whose : TaskFilter.Whose.values()) {
            counts.put(whose.wireName(), count(actor, new TaskFilter(whose, null, null, false)));
        }
        counts.put("overdue", count(actor, new TaskFilter(TaskFilter.Whose.ALL, null, null, true)));
        return counts;
    }

    private long count(Actor actor, TaskFilter filter) {
        return query("select count(t)", "", Long.class, actor, filter).getSingleResult();
    }

    private <T> TypedQuery<T> query(String select, String order, Class<T> type, Actor actor, TaskFilter filter) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        List<String> conditions = new ArrayList<>();
        conditions.add(whose(filter.whose(), new TaskReach(actor, parameters), actor, parameters));
        if (filter.model() != null) {
            conditions.add("t.model = :model");
            parameters.put("model", filter.model());
        }
        if (filter.process() != null) {
            conditions.add("t.process = :process");
            parameters.put("process", filter.process());
        }
        if (filter.overdue()) {
            conditions.add("t.dueAt < :now");
            parameters.put("now", times.now());
        }
        TypedQuery<T> query =
                entities.createQuery(select + " from Task t where " + String.join(" and ", conditions) + order, type);
        parameters.forEach(query::setParameter);
        return query;
    }

    private static String whose(TaskFilter.Whose whose, TaskReach reach, Actor actor, Map<String, Object> parameters) {
        if (whose != TaskFilter.Whose.GROUPS) {
            parameters.put("me", actor.subject());
        }
        return switch (whose) {
            case MINE -> "t.assignee = :me and " + reach.byAnyRole();
            case GROUPS -> reach.ofTheirRoles() + " and t.assignee is null";
            case ALL -> "(" + reach.ofTheirRoles() + " or (t.assignee = :me and " + reach.byAnyRole() + "))";
        };
    }

    private List<Item> items(List<Task> open, Actor actor) {
        List<UUID> ids = open.stream().map(Task::requestId).distinct().toList();
        if (ids.isEmpty()) {
            return List.of();
        }
        Map<UUID, Promotion> requests =
                promotions.all(ids).stream().collect(Collectors.toMap(Promotion::id, Function.identity()));
        Map<UUID, Set<String>> signers = promotions.signOffs(ids).stream()
                .collect(Collectors.groupingBy(
                        SignOff::promotionId, Collectors.mapping(SignOff::subject, Collectors.toSet())));
        return open.stream()
                .map(task -> {
                    Optional<Promotion> request = Optional.ofNullable(requests.get(task.requestId()));
                    return new Item(
                            task,
                            request,
                            blocked(task, request, signers.getOrDefault(task.requestId(), Set.of()), actor));
                })
                .toList();
    }

    private static Optional<String> blocked(Task task, Optional<Promotion> request, Set<String> signers, Actor actor) {
        if (!actor.isPerson()) {
            return Optional.of("Keys and service accounts never sign");
        }
        return request.flatMap(found -> SegregationOfDuties.of(found.involved(), signers)
                        .objection(actor.subject())
                        .map(SegregationOfDuties.Objection::text))
                .or(() -> task.heldByOther(actor.subject())
                        ? task.assigneeName().map(name -> "Claimed by " + name)
                        : Optional.empty());
    }
}

package io.countersign.approvals.control;

import io.countersign.approvals.entity.Approval;
import io.countersign.approvals.entity.ApprovalCondition;
import io.countersign.approvals.entity.Finding;
import io.countersign.approvals.entity.Promotion;
import io.countersign.approvals.entity.PromotionState;
import io.countersign.approvals.entity.RequestKind;
import io.countersign.approvals.entity.SignOff;
import io.countersign.approvals.entity.TrailEntry;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.Reach;
import io.countersign.platform.actor.Role;
import io.countersign.platform.paging.Page;
import io.countersign.platform.paging.PageToken;
import io.countersign.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads requests. */
@ApplicationScoped
@Transactional
public class PromotionFiles {

    @Inject
    Promotions promotions;

    /**
     * The request with all that belongs to it.
     *
     * @throws ProblemException (not found)
     */
    public PromotionFile get(UUID id) {
        return files(List.of(promotions.get(id))).get(0);
    }

    /**
     * The same for a caller, who must reach the model.
     *
     * @throws ProblemException (not found), (forbidden)
     */
    public PromotionFile get(UUID id, Actor actor) {
        PromotionFile file = get(id);
        actor.requireOnModel(file.promotion().intent().model(), Set.of(Role.values()));
        return file;
    }

    public Optional<PromotionFile> find(UUID id) {
        return promotions.find(id).map(promotion -> files(List.of(promotion)).get(0));
    }

    /** Newest first; what the caller does not reach is absent. */
    public Page<PromotionFile> list(
            @Nullable PromotionState state, @Nullable String model, PageToken from, int size, Actor actor) {
        List<Promotion> found = promotions.list(state, model, from, size);
        Page<Promotion> page = Page.of(found, from, size);
        List<Promotion> reached = actor.reach().isEverything()
                ? page.items()
                : page.items().stream()
                        .filter(promotion -> actor.roles().stream().anyMatch(role -> actor.reach()
                                .covers(
                                        role,
                                        Reach.Kind.MODEL,
                                        promotion.intent().model())))
                        .toList();
        return new Page<>(files(reached), page.nextPageToken());
    }

    private List<PromotionFile> files(List<Promotion> found) {
        List<UUID> ids = found.stream().map(Promotion::id).toList();
        Map<UUID, List<SignOff>> signOffs =
                promotions.signOffs(ids).stream().collect(Collectors.groupingBy(SignOff::promotionId));
        Map<UUID, List<TrailEntry>> trail =
                promotions.trail(ids).stream().collect(Collectors.groupingBy(TrailEntry::promotionId));
        // An approval begins when its request is decided, and only an approval has conditions.
        List<UUID> decided = found.stream()
                .filter(promotion -> !promotion.isOpen())
                .map(Promotion::id)
                .toList();
        Map<UUID, Approval> approval = promotions.approvals(decided).stream()
                .collect(Collectors.toMap(Approval::promotionId, Function.identity()));
        Map<UUID, List<UUID>> conditions = promotions.conditions(approval.keySet()).stream()
                .collect(Collectors.groupingBy(
                        ApprovalCondition::promotionId,
                        Collectors.mapping(ApprovalCondition::findingId, Collectors.toList())));
        Map<UUID, List<UUID>> findings = promotions.findings(ids).stream()
                .collect(Collectors.groupingBy(
                        finding -> finding.promotionId().orElseThrow(),
                        Collectors.mapping(Finding::id, Collectors.toList())));
        return found.stream()
                .map(promotion -> new PromotionFile(
                        promotion,
                        signOffs.getOrDefault(promotion.id(), List.of()),
                        trail.getOrDefault(promotion.id(), List.of()),
                        Optional.ofNullable(approval.get(promotion.id())),
                        conditions.getOrDefault(promotion.id(), List.of()),
                        promotion.kind() == RequestKind.EMERGENCY
                                ? promotions.review(promotion.id())
                                : Optional.empty(),
                        findings.getOrDefault(promotion.id(), List.of())))
                .toList();
    }
}

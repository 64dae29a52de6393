package io.countersign.approvals.control;

import io.countersign.approvals.entity.Promotion;
import io.countersign.approvals.entity.PromotionState;
import io.countersign.approvals.entity.SignOff;
import io.countersign.approvals.entity.TrailEntry;
import io.countersign.platform.paging.Page;
import io.countersign.platform.paging.PageToken;
import io.countersign.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
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

    public Optional<PromotionFile> find(UUID id) {
        return promotions.find(id).map(promotion -> files(List.of(promotion)).get(0));
    }

    /** Newest first. */
    public Page<PromotionFile> list(@Nullable PromotionState state, @Nullable String model, PageToken from, int size) {
        return Page.of(files(promotions.list(state, model, from, size)), from, size);
    }

    private List<PromotionFile> files(List<Promotion> found) {
        List<UUID> ids = found.stream().map(Promotion::id).toList();
        Map<UUID, List<SignOff>> signOffs =
                promotions.signOffs(ids).stream().collect(Collectors.groupingBy(SignOff::promotionId));
        Map<UUID, List<TrailEntry>> trail =
                promotions.trail(ids).stream().collect(Collectors.groupingBy(TrailEntry::promotionId));
        return found.stream()
                .map(promotion -> new PromotionFile(
                        promotion,
                        signOffs.getOrDefault(promotion.id(), List.of()),
                        trail.getOrDefault(promotion.id(), List.of())))
                .toList();
    }
}

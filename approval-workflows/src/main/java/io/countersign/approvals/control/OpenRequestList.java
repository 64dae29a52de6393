package io.countersign.approvals.control;

import io.countersign.approvals.entity.Promotion;
import io.countersign.approvals.entity.PromotionState;
import io.countersign.approvals.policy.SignOffRule;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.Role;
import io.countersign.platform.paging.PageToken;
import io.countersign.registry.TargetKind;
import io.countersign.registry.VersionId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What is open for a version, and what an approver would say there. */
@ApplicationScoped
@Transactional
public class OpenRequestList {
    @Inject
    Promotions promotions;

    /** Open requests to move that version into a stage, oldest first; requests for aliases are none. */
    List<Promotion> of(VersionId version, int most) {
        return promotions.list(PromotionState.OPEN, version.model(), new PageToken(0), most).stream()
                .filter(open -> open.intent().version() == version.version())
                .filter(open -> open.intent().targetKind() == TargetKind.STAGE)
                .sorted(Comparator.comparing(Promotion::requestedAt))
                .toList();
    }

    /** The meaning of the sign-off that is missing and the actor's to give; {@code approved} when there is none. */
    String meaningFor(Promotion open, Actor actor) {
        Set<String> roles = actor.roles().stream().map(Role::wireName).collect(Collectors.toSet());
        return Progress.of(open, promotions.signOffs(open.id())).missing().stream()
                .filter(rule -> roles.contains(rule.role()))
                .map(SignOffRule::meaning)
                .findFirst()
                .orElse("approved");
    }
}

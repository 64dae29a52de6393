package io.countersign.tracking.boundary;

import io.countersign.tracking.entity.Lifecycle;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which lifecycles a search shows (MLflow {@code ViewType}, whose numbers begin at 1). */
enum WireView {
    ACTIVE_ONLY(Set.of(Lifecycle.ACTIVE)),
    DELETED_ONLY(Set.of(Lifecycle.DELETED)),
    ALL(Set.of(Lifecycle.ACTIVE, Lifecycle.DELETED));

    private final Set<Lifecycle> lifecycles;

    WireView(Set<Lifecycle> lifecycles) {
        this.lifecycles = lifecycles;
    }

    /** Active ones when nothing is said. */
    static Set<Lifecycle> lifecycles(@Nullable WireScalar view, String parameter) {
        return view == null ? ACTIVE_ONLY.lifecycles : WireEnums.of(WireView.class, view.text(), parameter).lifecycles;
    }
}

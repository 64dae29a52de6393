package io.countersign.approvals;

import io.countersign.approvals.boundary.PromotionsResource;
import io.countersign.approvals.boundary.SignOffsResource;
import io.countersign.approvals.boundary.TasksResource;
import java.util.Set;

/** The resource classes of this module, which the shells register. */
public final class ApprovalsResources {
    private ApprovalsResources() {}

    public static Set<Class<?>> classes() {
        return Set.of(PromotionsResource.class, SignOffsResource.class, TasksResource.class);
    }
}

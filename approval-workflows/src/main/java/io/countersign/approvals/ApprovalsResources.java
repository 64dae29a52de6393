package io.countersign.approvals;

import io.countersign.approvals.boundary.EngineResource;
import io.countersign.approvals.boundary.FindingRemarksResource;
import io.countersign.approvals.boundary.FindingsResource;
import io.countersign.approvals.boundary.GovernedChangesResource;
import io.countersign.approvals.boundary.PeopleResource;
import io.countersign.approvals.boundary.PoliciesResource;
import io.countersign.approvals.boundary.PolicyChangeRemarksResource;
import io.countersign.approvals.boundary.PolicyChangesResource;
import io.countersign.approvals.boundary.PromotionsResource;
import io.countersign.approvals.boundary.RemarksResource;
import io.countersign.approvals.boundary.SignOffsResource;
import io.countersign.approvals.boundary.TasksResource;
import io.countersign.approvals.boundary.WaiversResource;
import java.util.Set;

/** The resource classes of this module, which the shells register. */
public final class ApprovalsResources {
    private ApprovalsResources() {}

    public static Set<Class<?>> classes() {
        return Set.of(
                EngineResource.class,
                FindingRemarksResource.class,
                FindingsResource.class,
                GovernedChangesResource.class,
                PeopleResource.class,
                PoliciesResource.class,
                PolicyChangeRemarksResource.class,
                PolicyChangesResource.class,
                PromotionsResource.class,
                RemarksResource.class,
                SignOffsResource.class,
                TasksResource.class,
                WaiversResource.class);
    }
}

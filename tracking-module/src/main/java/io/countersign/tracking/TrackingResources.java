package io.countersign.tracking;

import io.countersign.tracking.boundary.ArtifactHelperResource;
import io.countersign.tracking.boundary.ArtifactProxyResource;
import io.countersign.tracking.boundary.ArtifactResource;
import io.countersign.tracking.boundary.ExperimentResource;
import io.countersign.tracking.boundary.LoggedModelResource;
import io.countersign.tracking.boundary.MetricResource;
import io.countersign.tracking.boundary.MultipartUploadResource;
import io.countersign.tracking.boundary.RunLoggingResource;
import io.countersign.tracking.boundary.RunResource;
import io.countersign.tracking.comment.CommentsResource;
import io.countersign.tracking.lineage.LineageResource;
import io.countersign.tracking.retention.LegalHoldsResource;
import io.countersign.tracking.retention.RetentionResource;
import io.countersign.tracking.sealing.SealResource;
import io.countersign.tracking.view.ExperimentsResource;
import io.countersign.tracking.view.RunsResource;
import java.util.Set;

/** The endpoints of run tracking, for the shells to register. */
public final class TrackingResources {
    private TrackingResources() {}

    public static Set<Class<?>> classes() {
        return Set.of(
                ExperimentResource.class,
                RunResource.class,
                RunLoggingResource.class,
                MetricResource.class,
                ArtifactResource.class,
                ArtifactProxyResource.class,
                MultipartUploadResource.class,
                ArtifactHelperResource.class,
                LoggedModelResource.class,
                LineageResource.class,
                RunsResource.class,
                ExperimentsResource.class,
                CommentsResource.class,
                SealResource.class,
                RetentionResource.class,
                LegalHoldsResource.class);
    }
}

package io.countersign.tracking.boundary;

import static io.countersign.tracking.boundary.Presence.required;

import io.countersign.platform.mlflow.MlflowJson;
import io.countersign.platform.paging.Page;
import io.countersign.platform.paging.PageToken;
import io.countersign.platform.web.Authenticated;
import io.countersign.tracking.control.MetricHistory;
import io.countersign.tracking.entity.MetricPoint;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

/** MLflow's {@code metrics/*}. */
@RequestScoped
@Path("/2.0/mlflow/metrics")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
public class MetricResource {
    private static final int MAX_PAGE = 1_000_000;

    @Inject
    MetricHistory history;

    /** All points in one answer, unless the client asks for pages (as 3.x clients do). */
    @GET
    @Path("get-history")
    public Object getHistory(@Context UriInfo uri) {
        LogMessages.History request = MlflowJson.read(uri.getQueryParameters(), LogMessages.History.class);
        Integer size =
                request.maxResults() == null ? null : Presence.pageSize(request.maxResults(), MAX_PAGE, MAX_PAGE);
        Page<MetricPoint> page = history.of(
                required(request.runId(), "run_id"),
                required(request.metricKey(), "metric_key"),
                size,
                PageToken.parse(request.pageToken()));
        return new LogMessages.Points(
                page.items().stream().map(LogMessages.Metric::from).toList(), page.nextPageToken());
    }
}

package io.countersign.tracking.boundary;

import static io.countersign.tracking.boundary.Presence.orEmpty;
import static io.countersign.tracking.boundary.Presence.required;

import com.fasterxml.jackson.core.JsonGenerator;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.mlflow.MlflowException;
import io.countersign.platform.mlflow.MlflowJson;
import io.countersign.platform.paging.PageToken;
import io.countersign.platform.web.Authenticated;
import io.countersign.platform.web.CurrentActor;
import io.countersign.tracking.control.MetricHistory;
import io.countersign.tracking.control.PointColumns;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** MLflow's {@code metrics/*}. Histories are written while they are read, chunk by chunk, with no transaction open between. */
@RequestScoped
@Path("/2.0/mlflow/metrics")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
public class MetricResource {
    private static final int MAX_PAGE = 1_000_000;
    private static final int CHUNK = 100_000;
    private static final int MAX_BULK = 25_000;
    private static final int MAX_INTERVAL = 2_500;

    @Inject
    MetricHistory history;

    @Inject
    CurrentActor actor;

    /** All points in one answer, unless the client asks for pages (as 3.x clients do). */
    @GET
    @Path("get-history")
    public StreamingOutput getHistory(@Context UriInfo uri) {
        LogMessages.History request = MlflowJson.read(uri.getQueryParameters(), LogMessages.History.class);
        MetricHistory.Series series = history.series(
                actor.get(), required(request.runId(), "run_id"), required(request.metricKey(), "metric_key"));
        if (request.maxResults() == null) {
            return all(series);
        }
        PageToken from = PageToken.parse(request.pageToken());
        int size = Presence.pageSize(request.maxResults(), MAX_PAGE, MAX_PAGE);
        PointColumns points = history.from(series, from, size);
        // A full page has a next one, if only an empty one: nobody needs to look ahead.
        String next = points.size() < size ? null : new PageToken(from.offset() + size).text();
        return out -> PointsAnswer.write(out, json -> PointsAnswer.points(json, series, points, false), next);
    }

    private StreamingOutput all(MetricHistory.Series series) {
        PointColumns first = history.after(series, null, CHUNK);
        return out -> PointsAnswer.write(
                out,
                json -> {
                    PointColumns chunk = first;
                    PointsAnswer.points(json, series, chunk, false);
                    while (chunk.size() == CHUNK) {
                        chunk = history.after(series, chunk, CHUNK);
                        PointsAnswer.points(json, series, chunk, false);
                    }
                },
                null);
    }

    /** Several runs, the first 25,000 points by run and time. The runs come as {@code run_id}, repeated. */
    @GET
    @Path("get-history-bulk")
    public StreamingOutput getHistoryBulk(@Context UriInfo uri) {
        LogMessages.BulkHistory request = MlflowJson.read(uri.getQueryParameters(), LogMessages.BulkHistory.class);
        List<MetricHistory.Series> series = series(orEmpty(request.runId()), "run_id", request.metricKey());
        int most = Presence.pageSize(request.maxResults(), MAX_BULK, MAX_BULK);
        List<PointColumns> points = new ArrayList<>();
        int left = most;
        for (MetricHistory.Series one : series) {
            PointColumns found = history.from(one, new PageToken(0), left);
            points.add(found);
            left -= found.size();
            if (left == 0) {
                break;
            }
        }
        return out -> PointsAnswer.write(out, json -> write(json, series, points), null);
    }

    /** Several runs at steps that give the shape of the curves. */
    @GET
    @Path("get-history-bulk-interval")
    public StreamingOutput getHistoryBulkInterval(@Context UriInfo uri) {
        LogMessages.Interval request = MlflowJson.read(uri.getQueryParameters(), LogMessages.Interval.class);
        List<MetricHistory.Series> series = series(orEmpty(request.runIds()), "run_ids", request.metricKey());
        int most = Presence.pageSize(request.maxResults(), MAX_INTERVAL, MAX_INTERVAL);
        long[] steps = history.sampledSteps(series, range(request.startStep(), request.endStep()), most);
        List<PointColumns> points =
                series.stream().map(one -> history.at(one, steps)).toList();
        return out -> PointsAnswer.write(out, json -> write(json, series, points), null);
    }

    private static MetricHistory.@Nullable StepRange range(@Nullable Long start, @Nullable Long end) {
        if (start == null && end == null) {
            return null;
        }
        if (start == null || end == null) {
            throw MlflowException.invalid("If either start step or end step are specified, both must be specified.");
        }
        if (start > end) {
            throw MlflowException.invalid("end_step must be greater than start_step. Found start_step=" + start
                    + " and end_step=" + end + ".");
        }
        return new MetricHistory.StepRange(start, end);
    }

    /** Sorted by run, each once. */
    private List<MetricHistory.Series> series(List<String> runIds, String parameter, @Nullable String metricKey) {
        List<String> sorted = runIds.stream().distinct().sorted().toList();
        if (sorted.isEmpty()) {
            throw MlflowException.missing(parameter);
        }
        String key = required(metricKey, "metric_key");
        if (runIds.size() > MetricHistory.MAX_RUNS) {
            throw MlflowException.invalid("GetMetricHistoryBulk request must specify at most " + MetricHistory.MAX_RUNS
                    + " run_ids. Received " + runIds.size() + " run_ids.");
        }
        Actor caller = actor.get();
        return sorted.stream().map(run -> history.series(caller, run, key)).toList();
    }

    private static void write(JsonGenerator json, List<MetricHistory.Series> series, List<PointColumns> points)
            throws IOException {
        for (int i = 0; i < points.size(); i++) {
            PointsAnswer.points(json, series.get(i), points.get(i), true);
        }
    }
}

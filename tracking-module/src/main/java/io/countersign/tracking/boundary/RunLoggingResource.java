package io.countersign.tracking.boundary;

import static io.countersign.tracking.boundary.Presence.orEmpty;
import static io.countersign.tracking.boundary.Presence.required;

import io.countersign.platform.actor.Role;
import io.countersign.platform.mlflow.MlflowException;
import io.countersign.platform.web.CurrentActor;
import io.countersign.tracking.control.ModelHistory;
import io.countersign.tracking.control.QuickLogging;
import io.countersign.tracking.control.RunLogging;
import io.countersign.tracking.control.WireLimits;
import io.countersign.tracking.entity.MetricPoint;
import io.countersign.tracking.entity.ModelUse;
import io.countersign.tracking.entity.Param;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** MLflow's {@code runs/log-*}, {@code runs/outputs} and the tags of runs. */
@RequestScoped
@Path("/2.0/mlflow/runs")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.Names.ENGINEER, Role.Names.VALIDATOR, Role.Names.MODEL_OWNER, Role.Names.ADMIN})
public class RunLoggingResource {
    private static final Pattern RUN_ID = Pattern.compile("[A-Za-z0-9][\\w-]{0,255}");

    @Inject
    QuickLogging quick;

    @Inject
    RunLogging logging;

    @Inject
    ModelHistory models;

    @Inject
    CurrentActor actor;

    @POST
    @Path("log-metric")
    public Object logMetric(LogMessages.LogMetric request) {
        String run = required(request.runId(), "run_id");
        LogMessages.Metric metric = new LogMessages.Metric(
                request.key(),
                request.value(),
                request.timestamp(),
                request.step(),
                request.modelId(),
                request.datasetName(),
                request.datasetDigest(),
                null);
        MetricPoint point = metric.checked("");
        quick.log(
                actor.get(),
                run,
                new RunLogging.Batch(
                        List.of(point),
                        List.of(),
                        List.of(),
                        metric.aboutModel(run, point).stream().toList()));
        return Map.of();
    }

    @POST
    @Path("log-parameter")
    public Object logParameter(LogMessages.LogText request) {
        String run = required(request.runId(), "run_id");
        quick.log(
                actor.get(),
                run,
                new RunLogging.Batch(
                        List.of(),
                        List.of(param(new WireTag(request.key(), request.value()), "")),
                        List.of(),
                        List.of()));
        return Map.of();
    }

    @POST
    @Path("set-tag")
    public Object setTag(LogMessages.LogText request) {
        String run = required(request.runId(), "run_id");
        quick.log(
                actor.get(),
                run,
                new RunLogging.Batch(
                        List.of(),
                        List.of(),
                        List.of(new WireTag(request.key(), request.value()).runTag("")),
                        List.of()));
        return Map.of();
    }

    @POST
    @Path("log-batch")
    public Object logBatch(LogMessages.LogBatch request) {
        String run = required(request.runId(), "run_id");
        if (!RUN_ID.matcher(run).matches()) {
            throw MlflowException.invalid("Invalid run ID: '" + run + "'");
        }
        List<LogMessages.Metric> metrics = orEmpty(request.metrics());
        List<WireTag> params = orEmpty(request.params());
        RunLogging.checkSizes(
                metrics.size(), params.size(), orEmpty(request.tags()).size());
        List<MetricPoint> points = LogMessages.Metric.checked(metrics);
        quick.log(
                actor.get(),
                run,
                new RunLogging.Batch(
                        points,
                        IntStream.range(0, params.size())
                                .mapToObj(i -> param(params.get(i), "params[" + i + "]."))
                                .toList(),
                        WireTag.runTags(request.tags()),
                        LogMessages.Metric.aboutModels(run, metrics, points)));
        return Map.of();
    }

    @POST
    @Path("log-inputs")
    public Object logInputs(LogMessages.LogInputs request) {
        logging.logInputs(
                actor.get(),
                required(request.runId(), "run_id"),
                LogMessages.Input.checked(request.datasets()),
                LogMessages.WireModelUse.checked(request.models(), ModelUse.Use.INPUT));
        return Map.of();
    }

    @POST
    @Path("outputs")
    public Object logOutputs(LogMessages.LogOutputs request) {
        logging.logOutputs(
                actor.get(),
                required(request.runId(), "run_id"),
                LogMessages.WireModelUse.checked(request.models(), ModelUse.Use.OUTPUT));
        return Map.of();
    }

    @POST
    @Path("delete-tag")
    public Object deleteTag(LogMessages.DeleteTag request) {
        logging.deleteTag(actor.get(), required(request.runId(), "run_id"), required(request.key(), "key"));
        return Map.of();
    }

    @POST
    @Path("log-model")
    public Object logModel(LogMessages.LogModel request) {
        models.log(actor.get(), required(request.runId(), "run_id"), required(request.modelJson(), "model_json"));
        return Map.of();
    }

    private static Param param(WireTag param, String path) {
        return new Param(param.checkedKey(path), WireLimits.paramValue(path + "value", orEmpty(param.value())));
    }
}

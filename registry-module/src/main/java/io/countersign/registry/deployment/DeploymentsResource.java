package io.countersign.registry.deployment;

import io.countersign.platform.actor.Role;
import io.countersign.platform.paging.Page;
import io.countersign.platform.paging.PageToken;
import io.countersign.platform.problem.ProblemException;
import io.countersign.platform.web.Authenticated;
import io.countersign.platform.web.CurrentActor;
import io.countersign.registry.VersionId;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Deployments: recorded by pipelines, read by all. */
@Path("/v1/deployments")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Authenticated
public class DeploymentsResource {
    private static final int PAGE = 100;
    private static final int LARGEST_PAGE = 1_000;

    @Inject
    Deployments deployments;

    @Inject
    CurrentActor actor;

    @POST
    @RolesAllowed(Role.Names.DEPLOYER)
    public Response record(RecordDeployment request) {
        View view = View.of(deployments.record(request.draft(), actor.get()));
        return Response.created(URI.create("v1/deployments/" + view.id()))
                .entity(view)
                .build();
    }

    @GET
    public Page<View> list(
            @QueryParam("model") @Nullable String model,
            @QueryParam("version") @Nullable Integer version,
            @QueryParam("environment") @Nullable String environment,
            @QueryParam("running") boolean running,
            @QueryParam("pageToken") @Nullable String pageToken,
            @QueryParam("maxResults") @Nullable Integer maxResults) {
        int size = maxResults == null ? PAGE : maxResults;
        if (size < 1 || size > LARGEST_PAGE) {
            throw ProblemException.invalid("maxResults is 1 to " + LARGEST_PAGE);
        }
        Page<Deployment> page =
                deployments.list(model, version, environment, running, PageToken.parse(pageToken), size, actor.get());
        return new Page<>(page.items().stream().map(View::of).toList(), page.nextPageToken());
    }

    @GET
    @Path("{id}")
    public View get(@PathParam("id") String id) {
        return View.of(deployments.get(id(id), actor.get()));
    }

    @POST
    @Path("{id}/end")
    @RolesAllowed(Role.Names.DEPLOYER)
    public View end(@PathParam("id") String id) {
        return View.of(deployments.end(id(id), actor.get()));
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException noId) {
            throw ProblemException.notFound("There is no deployment " + text);
        }
    }

    record RecordDeployment(
            @Nullable String model,
            int version,
            @Nullable String environment,
            @Nullable String target,
            @Nullable String reference,
            @Nullable Instant deployedAt) {
        Deployments.Draft draft() {
            if (model == null || model.isEmpty() || version < 1) {
                throw ProblemException.invalid("A deployment names a model and a version");
            }
            return new Deployments.Draft(
                    new VersionId(model, version),
                    environment == null ? "" : environment,
                    target == null ? "" : target,
                    reference == null ? "" : reference,
                    deployedAt);
        }
    }

    record Person(String subject, String name) {}

    record View(
            String id,
            String model,
            int version,
            String stage,
            String environment,
            String target,
            String reference,
            Instant deployedAt,
            Instant recordedAt,
            Person recordedBy,
            String ledgerEntry,
            @Nullable Instant endedAt) {
        static View of(Deployment deployment) {
            return new View(
                    deployment.id().toString(),
                    deployment.model(),
                    deployment.version(),
                    deployment.stage(),
                    deployment.environment(),
                    deployment.target(),
                    deployment.reference(),
                    deployment.deployedAt(),
                    deployment.recordedAt(),
                    new Person(deployment.recordedBy(), deployment.recordedByName()),
                    deployment.entry().toString(),
                    deployment.endedAt());
        }
    }
}

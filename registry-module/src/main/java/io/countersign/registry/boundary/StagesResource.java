package io.countersign.registry.boundary;

import io.countersign.platform.actor.Role;
import io.countersign.platform.problem.ProblemException;
import io.countersign.platform.web.Authenticated;
import io.countersign.platform.web.CurrentActor;
import io.countersign.registry.control.StageSettings;
import io.countersign.registry.control.Stages;
import io.countersign.registry.entity.Stage;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The stages of this installation and the aliases that are protected. */
@Path("/v1/stages")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Transactional
@Authenticated
public class StagesResource {
    @Inject
    Stages stages;

    @Inject
    StageSettings settings;

    @Inject
    CurrentActor actor;

    @GET
    public Answer list() {
        return new Answer(stages.all().stream().map(View::of).toList(), settings.protectedAliases());
    }

    @POST
    @RolesAllowed(Role.Names.ADMIN)
    public Response add(Add request) {
        settings.add(text(request.name()), request.active(), request.exclusive(), actor.get());
        return Response.status(Response.Status.CREATED).entity(list()).build();
    }

    @PATCH
    @Path("{stage}")
    @RolesAllowed(Role.Names.ADMIN)
    public Answer rename(@PathParam("stage") String stage, Rename request) {
        settings.rename(stage, text(request.name()), actor.get());
        return list();
    }

    @PUT
    @Path("order")
    @RolesAllowed(Role.Names.ADMIN)
    public Answer reorder(Order request) {
        settings.reorder(request.stages(), actor.get());
        return list();
    }

    private static String text(@Nullable String name) {
        if (name == null || name.isBlank()) {
            throw ProblemException.invalid("A stage has a name");
        }
        return name;
    }

    record Add(@Nullable String name, boolean active, boolean exclusive) {}

    record Rename(@Nullable String name) {}

    record Order(List<String> stages) {
        Order {
            stages = stages == null ? List.of() : stages;
        }
    }

    record View(String name, int position, @Nullable String guardedBy, boolean active, boolean exclusive) {
        static View of(Stage stage) {
            return new View(
                    stage.name(), stage.position(), stage.guardedBy().orElse(null), stage.active(), stage.exclusive());
        }
    }

    record Answer(List<View> items, List<String> protectedAliases) {}
}

package io.countersign.registry.boundary;

import io.countersign.platform.actor.Role;
import io.countersign.platform.mlflow.MlflowMessage;
import io.countersign.platform.problem.ProblemException;
import io.countersign.platform.web.CurrentActor;
import io.countersign.registry.control.Comments;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code comments} of Databricks' Workspace Model Registry. */
@Path("/2.0/mlflow/comments")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@RolesAllowed({
    Role.Names.ENGINEER,
    Role.Names.VALIDATOR,
    Role.Names.RISK_APPROVER,
    Role.Names.MODEL_OWNER,
    Role.Names.ADMIN
})
public class CommentsResource {
    @Inject
    Comments comments;

    @Inject
    CurrentActor actor;

    @POST
    @Path("create")
    @Consumes(MediaType.APPLICATION_JSON)
    public One create(Create request) {
        return new One(CommentWire.of(comments.add(
                Required.version(request.name(), request.version()),
                Required.text("comment", request.comment()),
                actor.get())));
    }

    @PATCH
    @Path("update")
    public One update(Update request) {
        return new One(CommentWire.of(
                comments.change(id(request.id()), Required.text("comment", request.comment()), actor.get())));
    }

    @DELETE
    @Path("delete")
    public Map<String, Object> delete(@Context UriInfo uri, Update body) {
        comments.delete(id(Parameters.of(uri, body, Update.class).id()), actor.get());
        return Map.of();
    }

    private static UUID id(@Nullable String id) {
        String text = Required.text("id", id);
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException noId) {
            throw ProblemException.notFound("Comment with id " + text + " not found");
        }
    }

    record Create(
            @Nullable String name,
            @Nullable String version,
            @Nullable String comment) implements MlflowMessage {}

    record Update(@Nullable String id, @Nullable String comment) implements MlflowMessage {}

    record CommentWire(
            String id,
            String comment,
            long creationTimestamp,
            long lastUpdatedTimestamp,
            String userId,
            List<String> availableActions)
            implements MlflowMessage {
        static CommentWire of(Comments.Comment comment) {
            return new CommentWire(
                    comment.id().toString(),
                    comment.text(),
                    comment.createdAt().toEpochMilli(),
                    comment.updatedAt().toEpochMilli(),
                    comment.author(),
                    List.of("EDIT_COMMENT", "DELETE_COMMENT"));
        }
    }

    record One(CommentWire comment) implements MlflowMessage {}
}

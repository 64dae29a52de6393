package io.countersign.registry.inventory;

import io.countersign.platform.problem.ProblemException;
import io.countersign.platform.web.Authenticated;
import io.countersign.platform.web.CurrentActor;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;

/** A document's bytes, by its id. */
@Path("/v1/documents")
@RequestScoped
@Authenticated
public class DocumentsResource {
    @Inject
    Documents documents;

    @Inject
    CurrentActor actor;

    /** As uploaded, always as an attachment: what people upload is never shown as a page of ours. */
    @GET
    @Path("{id}/content")
    @Produces(MediaType.WILDCARD)
    public Response content(@PathParam("id") String id) {
        UUID document = id(id);
        byte[] bytes = documents.content(document, actor.get());
        Documents.Document about = documents.get(document);
        return Response.ok(bytes, MediaType.APPLICATION_OCTET_STREAM_TYPE)
                .header("Content-Disposition", "attachment; filename=\"" + document + "\"")
                .header("X-Content-Type-Options", "nosniff")
                .header("Digest-SHA-256", about.sha256())
                .build();
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException noId) {
            throw ProblemException.notFound("There is nothing with the id " + text);
        }
    }
}

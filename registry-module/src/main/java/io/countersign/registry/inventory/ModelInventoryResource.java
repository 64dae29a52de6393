package io.countersign.registry.inventory;

import io.countersign.platform.actor.Role;
import io.countersign.platform.paging.Page;
import io.countersign.platform.problem.ProblemException;
import io.countersign.platform.web.Authenticated;
import io.countersign.platform.web.CurrentActor;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One model's inventory entry, its overrides, forms and documents. */
@Path("/v1/models")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Authenticated
public class ModelInventoryResource {
    private static final int LARGEST_UPLOAD = 20 << 20;

    @Inject
    Inventory inventory;

    @Inject
    TierOverrides overrides;

    @Inject
    Documents documents;

    @Inject
    CurrentActor actor;

    @GET
    @Path("{name: .+}/inventory")
    public InventoryView.Entry entry(@PathParam("name") String model) {
        return InventoryView.Entry.of(inventory.of(model, actor.get()));
    }

    @PUT
    @Path("{name: .+}/inventory")
    @RolesAllowed({Role.Names.MODEL_OWNER, Role.Names.ENGINEER, Role.Names.RISK_APPROVER, Role.Names.VALIDATOR})
    public InventoryView.Entry write(@PathParam("name") String model, InventoryView.Write request) {
        return InventoryView.Entry.of(inventory.write(model, request.fields(), request.basedOn(), actor.get()));
    }

    @GET
    @Path("{name: .+}/inventory/history")
    public Page<InventoryView.Revision> history(@PathParam("name") String model) {
        return new Page<>(
                inventory.history(model, actor.get()).stream()
                        .map(InventoryView.Revision::of)
                        .toList(),
                null);
    }

    @GET
    @Path("{name: .+}/tier-overrides")
    public Page<TierOverrides.TierOverride> overrides(@PathParam("name") String model) {
        return new Page<>(overrides.of(model, actor.get()), null);
    }

    @POST
    @Path("{name: .+}/tier-overrides")
    @RolesAllowed({Role.Names.MODEL_OWNER, Role.Names.RISK_APPROVER, Role.Names.VALIDATOR})
    public Response ask(@PathParam("name") String model, InventoryView.AskOverride request) {
        return Response.status(Response.Status.CREATED)
                .entity(overrides.ask(
                        model, request.tier(), request.reason() == null ? "" : request.reason(), actor.get()))
                .build();
    }

    @GET
    @Path("{name: .+}/forms")
    public Page<InventoryView.Form> forms(
            @PathParam("name") String model, @QueryParam("version") @Nullable Integer version) {
        List<InventoryView.Form> forms = Sections.all().keySet().stream()
                .map(section -> form(model, version, section))
                .toList();
        return new Page<>(forms, null);
    }

    @GET
    @Path("{name: .+}/forms/{section}")
    public InventoryView.Form form(
            @PathParam("name") String model,
            @QueryParam("version") @Nullable Integer version,
            @PathParam("section") String section) {
        Map<String, String> answers = documents.answers(model, version, section, actor.get());
        return new InventoryView.Form(section, Sections.questions(section), answers);
    }

    @PUT
    @Path("{name: .+}/forms/{section}")
    @RolesAllowed({Role.Names.MODEL_OWNER, Role.Names.ENGINEER, Role.Names.RISK_APPROVER, Role.Names.VALIDATOR})
    public InventoryView.Document fill(
            @PathParam("name") String model,
            @QueryParam("version") @Nullable Integer version,
            @PathParam("section") String section,
            InventoryView.Answers request) {
        return InventoryView.Document.of(documents.fill(model, version, section, request.answers(), actor.get()));
    }

    @GET
    @Path("{name: .+}/documents")
    public Page<InventoryView.Document> documents(@PathParam("name") String model) {
        return new Page<>(
                documents.of(model, actor.get()).stream()
                        .map(InventoryView.Document::of)
                        .toList(),
                null);
    }

    /** The body is the document itself, as the content type says. */
    @POST
    @Path("{name: .+}/documents")
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed({Role.Names.MODEL_OWNER, Role.Names.ENGINEER, Role.Names.RISK_APPROVER, Role.Names.VALIDATOR})
    public Response upload(
            @PathParam("name") String model,
            @QueryParam("section") @Nullable String section,
            @QueryParam("title") @Nullable String title,
            @QueryParam("version") @Nullable Integer version,
            @HeaderParam("Content-Type") @Nullable String mediaType,
            byte[] content) {
        if (section == null || title == null) {
            throw ProblemException.invalid("section and title are missing in the query");
        }
        if (content.length > LARGEST_UPLOAD) {
            throw new ProblemException(
                    io.countersign.platform.problem.ProblemType.TOO_LARGE,
                    "A document has at most " + LARGEST_UPLOAD + " bytes");
        }
        return Response.status(Response.Status.CREATED)
                .entity(InventoryView.Document.of(documents.upload(
                        model,
                        version,
                        section,
                        title,
                        mediaType == null ? "application/octet-stream" : mediaType,
                        content,
                        actor.get())))
                .build();
    }
}

package io.countersign.approvals.boundary;

import static io.countersign.platform.actor.Role.Names.ADMIN;
import static io.countersign.platform.actor.Role.Names.AUDITOR;
import static io.countersign.platform.actor.Role.Names.DEPLOYER;
import static io.countersign.platform.actor.Role.Names.ENGINEER;
import static io.countersign.platform.actor.Role.Names.MODEL_OWNER;
import static io.countersign.platform.actor.Role.Names.RISK_APPROVER;
import static io.countersign.platform.actor.Role.Names.VALIDATOR;

import io.countersign.approvals.control.Remarks;
import io.countersign.approvals.entity.Remark;
import io.countersign.platform.web.CurrentActor;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;

/** Comments on a request, with files. */
@RequestScoped
@Path("/v1/promotions/{id}/remarks")
@Produces(MediaType.APPLICATION_JSON)
public class RemarksResource {

    @Inject
    CurrentActor actor;

    @Inject
    Remarks remarks;

    @GET
    @RolesAllowed({ENGINEER, VALIDATOR, RISK_APPROVER, MODEL_OWNER, DEPLOYER, AUDITOR, ADMIN})
    public Map<String, List<RemarkView>> list(@PathParam("id") String id) {
        return Map.of(
                "items",
                remarks.of(RequestId.parse(id), actor.get()).stream()
                        .map(RemarkView::from)
                        .toList());
    }

    @POST
    @RolesAllowed({ENGINEER, VALIDATOR, RISK_APPROVER, MODEL_OWNER})
    public Response add(@PathParam("id") String id, RemarkRequest request) {
        Remark remark = remarks.add(RequestId.parse(id), request.words(), request.attached(), actor.get());
        return Response.status(Response.Status.CREATED)
                .entity(RemarkView.from(remark))
                .build();
    }

    /** The file, never shown in place: it is somebody's upload. */
    @GET
    @Path("/{remark}/file")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @RolesAllowed({ENGINEER, VALIDATOR, RISK_APPROVER, MODEL_OWNER, DEPLOYER, AUDITOR, ADMIN})
    public Response file(@PathParam("id") String id, @PathParam("remark") String remark) {
        Remark found = remarks.withFile(RequestId.parse(id), RequestId.parse(remark), actor.get());
        return Response.ok(found.content().orElseThrow(), MediaType.APPLICATION_OCTET_STREAM_TYPE)
                .header(
                        "Content-Disposition",
                        "attachment; filename=\""
                                + found.fileName().orElse("file").replaceAll("[^\\w.-]", "_") + "\"")
                .header("X-Content-Type-Options", "nosniff")
                .header("Digest-SHA-256", found.digest().orElseThrow())
                .build();
    }
}

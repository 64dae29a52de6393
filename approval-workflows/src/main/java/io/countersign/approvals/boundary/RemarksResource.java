package io.countersign.approvals.boundary;

import static io.countersign.platform.actor.Role.Names.ADMIN;
import static io.countersign.platform.actor.Role.Names.AUDITOR;
import static io.countersign.platform.actor.Role.Names.DEPLOYER;
import static io.countersign.platform.actor.Role.Names.ENGINEER;
import static io.countersign.platform.actor.Role.Names.MODEL_OWNER;
import static io.countersign.platform.actor.Role.Names.RISK_APPROVER;
import static io.countersign.platform.actor.Role.Names.VALIDATOR;

import io.countersign.approvals.control.Remarks;
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

/** Comments on a promotion, rollback or emergency change, with files. */
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
        return RemarkAnswers.list(remarks.of(Remarks.About.PROMOTION, RequestId.parse(id), actor.get()));
    }

    @POST
    @RolesAllowed({ENGINEER, VALIDATOR, RISK_APPROVER, MODEL_OWNER})
    public Response add(@PathParam("id") String id, RemarkRequest request) {
        return RemarkAnswers.created(remarks.add(
                Remarks.About.PROMOTION, RequestId.parse(id), request.words(), request.attached(), actor.get()));
    }

    @GET
    @Path("/{remark}/file")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @RolesAllowed({ENGINEER, VALIDATOR, RISK_APPROVER, MODEL_OWNER, DEPLOYER, AUDITOR, ADMIN})
    public Response file(@PathParam("id") String id, @PathParam("remark") String remark) {
        return RemarkAnswers.file(
                remarks.withFile(Remarks.About.PROMOTION, RequestId.parse(id), RequestId.parse(remark), actor.get()));
    }
}

package io.countersign.approvals.boundary;

import static io.countersign.platform.actor.Role.Names.ADMIN;
import static io.countersign.platform.actor.Role.Names.AUDITOR;
import static io.countersign.platform.actor.Role.Names.DEPLOYER;
import static io.countersign.platform.actor.Role.Names.ENGINEER;
import static io.countersign.platform.actor.Role.Names.MODEL_OWNER;
import static io.countersign.platform.actor.Role.Names.RISK_APPROVER;
import static io.countersign.platform.actor.Role.Names.VALIDATOR;

import io.countersign.approvals.control.PublishedPolicies;
import io.countersign.approvals.entity.Policy;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;

/** Published policies and their tables, byte for byte. */
@RequestScoped
@Path("/v1/policies")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({ENGINEER, VALIDATOR, RISK_APPROVER, MODEL_OWNER, DEPLOYER, AUDITOR, ADMIN})
public class PoliciesResource {

    @Inject
    PublishedPolicies policies;

    @GET
    public Map<String, List<PolicyView>> list() {
        int inForce = policies.inForce().ref().version();
        return Map.of(
                "items",
                policies.all().stream()
                        .map(policy -> PolicyView.from(policy, policy.ref().version() == inForce))
                        .toList());
    }

    @GET
    @Path("/{id}/{version: \\d{1,6}}")
    public PolicyView get(@PathParam("id") String id, @PathParam("version") int version) {
        Policy policy = policies.get(id, version);
        return PolicyView.from(policy, policies.inForce().ref().equals(policy.ref()));
    }

    @GET
    @Path("/{id}/{version: \\d{1,6}}/thresholds")
    @Produces(MediaType.APPLICATION_XML)
    public byte[] thresholds(@PathParam("id") String id, @PathParam("version") int version) {
        return policies.get(id, version).tables().thresholds();
    }

    @GET
    @Path("/{id}/{version: \\d{1,6}}/required-sign-offs")
    @Produces(MediaType.APPLICATION_XML)
    public byte[] requiredSignOffs(@PathParam("id") String id, @PathParam("version") int version) {
        return policies.get(id, version).tables().requiredSignOffs();
    }
}

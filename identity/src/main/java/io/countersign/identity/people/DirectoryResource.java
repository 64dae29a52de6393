package io.countersign.identity.people;

import io.countersign.platform.actor.Role;
import io.countersign.platform.problem.ProblemException;
import io.countersign.platform.web.CurrentActor;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;

/** Finds colleagues by name, for people; keys and service accounts have no use for it. */
@Path("/v1/people/directory")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class DirectoryResource {
    private static final int MOST = 20;
    private static final int LONGEST = 100;

    @Inject
    CurrentActor actor;

    @Inject
    People people;

    @GET
    @RolesAllowed({
        Role.Names.ENGINEER,
        Role.Names.VALIDATOR,
        Role.Names.RISK_APPROVER,
        Role.Names.MODEL_OWNER,
        Role.Names.DEPLOYER,
        Role.Names.AUDITOR,
        Role.Names.ADMIN
    })
    public Map<String, List<Colleague>> find(@QueryParam("search") @DefaultValue("") String search) {
        if (!actor.get().isPerson()) {
            throw ProblemException.forbidden("The directory is for people");
        }
        if (search.length() > LONGEST) {
            throw ProblemException.invalid("search is at most " + LONGEST + " characters long");
        }
        return Map.of(
                "items",
                people.colleagues(search.strip(), MOST).stream()
                        .map(Colleague::from)
                        .toList());
    }
}

package io.countersign.identity.people;

import io.countersign.identity.data.PageSize;
import io.countersign.identity.data.Reason;
import io.countersign.identity.data.Text;
import io.countersign.platform.actor.Role;
import io.countersign.platform.paging.Page;
import io.countersign.platform.paging.PageToken;
import io.countersign.platform.web.CurrentActor;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** People and service accounts who were seen, and those who left. */
@Path("/v1/people")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class PeopleResource {
    private static final int LONGEST_SUBJECT = 255;

    @Inject
    CurrentActor actor;

    @Inject
    People people;

    @Inject
    MarkPeople markPeople;

    @GET
    @RolesAllowed({Role.Names.AUDITOR, Role.Names.ADMIN})
    public Page<PersonResponse> list(
            @QueryParam("pageToken") @Nullable String pageToken,
            @QueryParam("maxResults") @DefaultValue("50") String maxResults) {
        Page<Person> page = people.list(PageToken.parse(pageToken), PageSize.parse(maxResults));
        return new Page<>(page.items().stream().map(PersonResponse::from).toList(), page.nextPageToken());
    }

    @GET
    @Path("/{subject}")
    @RolesAllowed({Role.Names.AUDITOR, Role.Names.ADMIN})
    public PersonResponse get(@PathParam("subject") String subject) {
        return PersonResponse.from(people.get(checked(subject)));
    }

    @POST
    @Path("/{subject}/left")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Role.Names.ADMIN)
    public PersonResponse left(@PathParam("subject") String subject, Reason reason) {
        return PersonResponse.from(markPeople.left(actor.get(), checked(subject), reason.text()));
    }

    @POST
    @Path("/{subject}/returned")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Role.Names.ADMIN)
    public PersonResponse returned(@PathParam("subject") String subject, Reason reason) {
        return PersonResponse.from(markPeople.returned(actor.get(), checked(subject), reason.text()));
    }

    private static String checked(String subject) {
        return Text.required("subject", subject, LONGEST_SUBJECT);
    }
}

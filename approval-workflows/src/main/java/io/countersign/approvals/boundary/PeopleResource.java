package io.countersign.approvals.boundary;

import io.countersign.approvals.control.People;
import io.countersign.approvals.entity.Absence;
import io.countersign.platform.problem.ProblemException;
import io.countersign.platform.web.Authenticated;
import io.countersign.platform.web.CurrentActor;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the caller wants notices, and when they are away. */
@RequestScoped
@Path("/v1/me")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
public class PeopleResource {

    @Inject
    CurrentActor actor;

    @Inject
    People people;

    /** Where notices go now; without a member, nowhere. */
    @GET
    @Path("/notices")
    public Map<String, String> notices() {
        return people.noticesOf(actor.get().subject())
                .map(address -> Map.of("email", address))
                .orElse(Map.of());
    }

    /** Where notices go; an absent address stops them. */
    @PUT
    @Path("/notices")
    public Map<String, String> notices(NoticeAddress request) {
        String address = request.checked();
        people.notifyAt(address, actor.get());
        return address == null ? Map.of() : Map.of("email", address);
    }

    @GET
    @Path("/absences")
    public Map<String, List<AbsenceView>> absences() {
        return Map.of(
                "items",
                people.absences(actor.get().subject()).stream()
                        .map(AbsenceView::from)
                        .toList());
    }

    @POST
    @Path("/absences")
    public Response away(AbsenceRequest request) {
        Absence absence = people.away(
                request.day("from", request.from()),
                request.day("until", request.until()),
                FreeText.required("deputy", request.deputy()),
                actor.get());
        return Response.status(Response.Status.CREATED)
                .entity(AbsenceView.from(absence))
                .build();
    }

    @DELETE
    @Path("/absences/{from}")
    public Response back(@PathParam("from") String from) {
        people.back(day("from", from), actor.get());
        return Response.noContent().build();
    }

    private static LocalDate day(String name, @Nullable String text) {
        try {
            return LocalDate.parse(FreeText.required(name, text));
        } catch (DateTimeException noDay) {
            throw ProblemException.invalid(name + " is a day such as 2026-12-24");
        }
    }

    /** Body of {@code PUT /v1/me/notices}. */
    public record NoticeAddress(@Nullable String email) {
        @Nullable
        String checked() {
            if (email == null || email.isBlank()) {
                return null;
            }
            if (email.length() > 254 || !email.matches("[^\\s@<>\"]+@[^\\s@<>\"]+")) {
                throw ProblemException.invalid("email is no address");
            }
            return email;
        }
    }

    /** Body of {@code POST /v1/me/absences}. */
    public record AbsenceRequest(
            @Nullable String from,
            @Nullable String until,
            @Nullable String deputy) {
        LocalDate day(String name, @Nullable String text) {
            return PeopleResource.day(name, text);
        }
    }

    /** An absence, as the own API shows it. */
    public record AbsenceView(LocalDate from, LocalDate until, PersonView deputy) {
        static AbsenceView from(Absence absence) {
            return new AbsenceView(
                    absence.firstDay(), absence.lastDay(), new PersonView(absence.deputy(), absence.deputyName()));
        }
    }
}

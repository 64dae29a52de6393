package io.countersign.registry.deployment;

import io.countersign.platform.problem.ProblemException;
import io.countersign.platform.web.Authenticated;
import io.countersign.platform.web.CurrentActor;
import io.countersign.registry.VersionId;
import io.countersign.registry.control.ModelVersions;
import io.countersign.registry.control.Models;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where versions have been, and what was in a stage at a moment. */
@Path("/v1/models")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Transactional
@Authenticated
public class StageHistoryResource {
    @Inject
    StageAtTime stageAtTime;

    @Inject
    Models models;

    @Inject
    ModelVersions modelVersions;

    @Inject
    CurrentActor actor;

    /** "What was in production on 3 March at 14:00": one call. */
    @GET
    @Path("{name: .+}/at")
    public Answer at(
            @PathParam("name") String model,
            @QueryParam("stage") @Nullable String stage,
            @QueryParam("time") @Nullable String time) {
        Instant moment = moment(time);
        String asked = stage == null || stage.isEmpty() ? "Production" : stage;
        List<OccupantView> found = stageAtTime.at(model, asked, moment, actor.get()).stream()
                .map(OccupantView::of)
                .toList();
        return new Answer(model, asked, moment, found);
    }

    /** A version's way through the stages, oldest first. */
    @GET
    @Path("{name: .+}/versions/{version: [1-9]\\d{0,8}}/history")
    public History history(@PathParam("name") String model, @PathParam("version") int version) {
        var found = models.version(new VersionId(model, version), actor.get());
        return new History(modelVersions.history(found).stream()
                .map(change -> new Step(
                        change.from().orElse(null),
                        change.to(),
                        change.at(),
                        new DeploymentsResource.Person(change.bySubject(), change.byName()),
                        change.requestId().map(Object::toString).orElse(null),
                        change.entry().toString()))
                .toList());
    }

    private static Instant moment(@Nullable String time) {
        if (time == null || time.isEmpty()) {
            return Instant.now();
        }
        try {
            return OffsetDateTime.parse(time.replace(' ', '+')).toInstant();
        } catch (DateTimeException noTime) {
            throw ProblemException.invalid("time is not in the form of RFC 3339: " + time);
        }
    }

    record OccupantView(
            int version,
            Instant since,
            @Nullable Instant until,
            DeploymentsResource.Person enteredBy,
            @Nullable String requestId,
            String ledgerEntry,
            @Nullable String rootDigest,
            @Nullable String runId) {
        static OccupantView of(StageAtTime.Occupant occupant) {
            return new OccupantView(
                    occupant.version(),
                    occupant.since(),
                    occupant.until(),
                    new DeploymentsResource.Person(occupant.enteredBy(), occupant.enteredByName()),
                    occupant.requestId() == null ? null : occupant.requestId().toString(),
                    occupant.ledgerEntry().toString(),
                    occupant.rootDigest(),
                    occupant.runId());
        }
    }

    record Answer(String model, String stage, Instant time, List<OccupantView> versions) {}

    record Step(
            @Nullable String from,
            String stage,
            Instant at,
            DeploymentsResource.Person by,
            @Nullable String requestId,
            String ledgerEntry) {}

    record History(List<Step> items) {}
}

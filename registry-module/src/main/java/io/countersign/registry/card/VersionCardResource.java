package io.countersign.registry.card;

import io.countersign.platform.problem.ProblemException;
import io.countersign.platform.web.Authenticated;
import io.countersign.platform.web.CurrentActor;
import io.countersign.registry.VersionId;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A version's signature, its model card, and its comparison with another. No transaction here: the artifact store is read. */
@Path("/v1/models")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Authenticated
public class VersionCardResource {
    @Inject
    VersionFacts facts;

    @Inject
    Descriptions descriptions;

    @Inject
    CurrentActor actor;

    @GET
    @Path("{name: .+}/versions/{version: [1-9]\\d{0,8}}/description")
    public ModelDescription description(@PathParam("name") String model, @PathParam("version") int version) {
        return described(known(model, version));
    }

    @GET
    @Path("{name: .+}/versions/{version: [1-9]\\d{0,8}}/card")
    public ModelCard card(@PathParam("name") String model, @PathParam("version") int version) {
        VersionFacts.Facts known = known(model, version);
        return CardComposer.compose(known, described(known));
    }

    /** The version as a CycloneDX bill of materials with its model card. */
    @GET
    @Path("{name: .+}/versions/{version: [1-9]\\d{0,8}}/bom")
    @Produces("application/vnd.cyclonedx+json")
    public MlBom bom(@PathParam("name") String model, @PathParam("version") int version) {
        VersionFacts.Facts known = known(model, version);
        return BomWriter.write(known, described(known), Instant.now());
    }

    @GET
    @Path("{name: .+}/compare")
    public SideBySide.Comparison compare(
            @PathParam("name") String model,
            @QueryParam("left") @Nullable Integer left,
            @QueryParam("right") @Nullable Integer right) {
        if (left == null || right == null || left < 1 || right < 1) {
            throw ProblemException.invalid("Name the versions to compare: left and right");
        }
        VersionFacts.Facts one = known(model, left);
        VersionFacts.Facts other = known(model, right);
        return SideBySide.of(one, described(one), other, described(other));
    }

    private VersionFacts.Facts known(String model, int version) {
        return facts.of(new VersionId(model, version), actor.get());
    }

    private ModelDescription described(VersionFacts.Facts known) {
        return known.binding().map(descriptions::of).orElse(ModelDescription.NONE);
    }
}

package io.countersign.tracking.lineage;

import com.fasterxml.jackson.databind.JsonNode;
import io.countersign.platform.actor.Role;
import io.countersign.platform.problem.ProblemException;
import io.countersign.platform.web.CurrentActor;
import io.countersign.tracking.LineageNode;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** OpenLineage's API ({@code spec/OpenLineage.yml}: {@code /lineage}, {@code /lineage/batch}), and the graph. */
@RequestScoped
@Path("/v1/lineage")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({
    Role.Names.ENGINEER,
    Role.Names.VALIDATOR,
    Role.Names.RISK_APPROVER,
    Role.Names.MODEL_OWNER,
    Role.Names.DEPLOYER,
    Role.Names.AUDITOR,
    Role.Names.ADMIN
})
public class LineageResource {
    private static final int MAX_EVENTS = 1_000;
    private static final int MAX_DEPTH = 50;

    @Inject
    LineageEvents events;

    @Inject
    LineageGraph graph;

    @Inject
    CurrentActor actor;

    /** One event, or an array of them. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Role.Names.ENGINEER, Role.Names.MODEL_OWNER, Role.Names.DEPLOYER, Role.Names.ADMIN})
    public LineageEvents.Taken event(
            @HeaderParam(HttpHeaders.CONTENT_ENCODING) @Nullable String encoding, InputStream body) {
        JsonNode told = EventBody.read(body, encoding);
        return events.record(actor.get(), told.isArray() ? several(told) : List.of(told));
    }

    @POST
    @Path("batch")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Role.Names.ENGINEER, Role.Names.MODEL_OWNER, Role.Names.DEPLOYER, Role.Names.ADMIN})
    public LineageEvents.Taken batch(
            @HeaderParam(HttpHeaders.CONTENT_ENCODING) @Nullable String encoding, InputStream body) {
        JsonNode told = EventBody.read(body, encoding);
        if (!told.isArray()) {
            throw ProblemException.invalid("A batch is a JSON array of OpenLineage events");
        }
        return events.record(actor.get(), several(told));
    }

    @GET
    @Path("graph")
    public LineageGraph.View graph(
            @QueryParam("node") @Nullable String node,
            @QueryParam("direction") @DefaultValue("both") String direction,
            @QueryParam("depth") @DefaultValue("10") String depth) {
        if (node == null || node.isEmpty()) {
            throw ProblemException.invalid("Name the node to begin at: node=run:…");
        }
        return graph.from(actor.get(), LineageNode.parse(node), direction(direction), depth(depth));
    }

    private static LineageGraph.Direction direction(String text) {
        return Arrays.stream(LineageGraph.Direction.values())
                .filter(known -> known.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid("direction is upstream, downstream or both: " + text));
    }

    private static int depth(String text) {
        if (!text.matches("\\d{1,3}") || Integer.parseInt(text) > MAX_DEPTH) {
            throw ProblemException.invalid("depth is a number of at most " + MAX_DEPTH + ": " + text);
        }
        return Integer.parseInt(text);
    }

    private static List<JsonNode> several(JsonNode array) {
        if (array.size() > MAX_EVENTS) {
            throw ProblemException.invalid("At most " + MAX_EVENTS + " events at once, not " + array.size());
        }
        List<JsonNode> several = new ArrayList<>();
        array.forEach(several::add);
        return several;
    }
}

package io.countersign.registry.inventory;

import io.countersign.platform.actor.Role;
import io.countersign.platform.paging.Page;
import io.countersign.platform.paging.PageToken;
import io.countersign.platform.problem.ProblemException;
import io.countersign.platform.web.Authenticated;
import io.countersign.platform.web.CurrentActor;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The inventory as a whole: list, export and import as CSV and JSON. */
@Path("/v1/inventory")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Authenticated
public class InventoryResource {
    private static final int PAGE = 100;
    private static final int LARGEST_PAGE = 1_000;

    @Inject
    Inventory inventory;

    @Inject
    InventoryTransfer transfer;

    @Inject
    CurrentActor actor;

    @GET
    public Page<InventoryView.Entry> list(
            @QueryParam("pageToken") @Nullable String pageToken,
            @QueryParam("maxResults") @Nullable Integer maxResults) {
        int size = maxResults == null ? PAGE : maxResults;
        if (size < 1 || size > LARGEST_PAGE) {
            throw ProblemException.invalid("maxResults is 1 to " + LARGEST_PAGE);
        }
        Page<Inventory.Standing> page = inventory.all(PageToken.parse(pageToken), size, actor.get());
        return new Page<>(page.items().stream().map(InventoryView.Entry::of).toList(), page.nextPageToken());
    }

    @GET
    @Path("export")
    @Produces({MediaType.APPLICATION_JSON, "text/csv"})
    public Response export(@QueryParam("format") @Nullable String format) {
        if ("csv".equals(format)) {
            return Response.ok(
                            InventoryTable.write(transfer.everything(actor.get()))
                                    .getBytes(StandardCharsets.UTF_8),
                            "text/csv; charset=utf-8")
                    .header("Content-Disposition", "attachment; filename=inventory.csv")
                    .build();
        }
        return Response.ok(
                        new Page<>(
                                transfer.everything(actor.get()).stream()
                                        .map(InventoryView.Entry::of)
                                        .toList(),
                                null),
                        MediaType.APPLICATION_JSON_TYPE)
                .build();
    }

    @POST
    @Path("import")
    @Consumes("text/csv")
    @RolesAllowed({Role.Names.MODEL_OWNER, Role.Names.RISK_APPROVER})
    public InventoryTransfer.Imported importTable(byte[] csv) {
        return transfer.write(InventoryTable.read(new String(csv, StandardCharsets.UTF_8)), actor.get());
    }

    @POST
    @Path("import")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Role.Names.MODEL_OWNER, Role.Names.RISK_APPROVER})
    public InventoryTransfer.Imported importList(InventoryView.ImportList list) {
        Map<String, InventoryFields> rows = new LinkedHashMap<>();
        for (InventoryView.ImportItem item : list.items()) {
            if (item.model() == null || item.fields() == null || rows.put(item.model(), item.fields()) != null) {
                throw ProblemException.invalid("Each item has model and fields, and names a model once");
            }
        }
        return transfer.write(rows, actor.get());
    }
}

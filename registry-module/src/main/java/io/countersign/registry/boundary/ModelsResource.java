package io.countersign.registry.boundary;

import io.countersign.platform.paging.Page;
import io.countersign.platform.problem.ProblemException;
import io.countersign.platform.web.Authenticated;
import io.countersign.platform.web.CurrentActor;
import io.countersign.registry.VersionId;
import io.countersign.registry.control.Models;
import io.countersign.registry.control.RegisteredModels;
import io.countersign.registry.control.RunEvidence;
import io.countersign.registry.control.Search;
import io.countersign.registry.control.VersionListing;
import io.countersign.registry.control.VersionRow;
import io.countersign.registry.entity.ModelVersion;
import io.countersign.registry.entity.RegisteredModel;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Models and versions on the own API. A slash in a model's name is sent percent-encoded ({@code %2F}); a plain one is
 * understood too, unless what follows reads like {@code versions/<number>}.
 */
@Path("/v1/models")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Transactional
@Authenticated
public class ModelsResource {
    private static final int PAGE = 100;
    private static final int LARGEST_PAGE = 1_000;
    private static final List<String> RUN_FIELDS = List.of("id", "name", "params", "metrics", "tags");

    @Inject
    RegisteredModels registeredModels;

    @Inject
    VersionListing listing;

    @Inject
    CurrentActor actor;

    @Inject
    Models models;

    @Inject
    RunEvidence runs;

    /** A page of models that pass MLflow's filter, such as {@code name LIKE 'credit%'}. */
    @GET
    public Page<ModelView.Summary> list(
            @QueryParam("filter") @Nullable String filter,
            @QueryParam("pageToken") @Nullable String pageToken,
            @QueryParam("maxResults") @Nullable String maxResults) {
        Page<RegisteredModel> page = registeredModels.search(
                Search.of(filter, List.of(), number(maxResults), pageToken, PAGE, LARGEST_PAGE), actor.get());
        Map<String, List<VersionRow>> latest =
                listing.latest(page.items().stream().map(RegisteredModel::id).toList());
        Map<UUID, Long> counts = models.counts(page.items());
        return new Page<>(
                page.items().stream()
                        .map(model -> ModelView.Summary.of(
                                model,
                                latest.getOrDefault(model.name(), List.of()),
                                counts.getOrDefault(model.id(), 0L)))
                        .toList(),
                page.nextPageToken());
    }

    @GET
    @Path("{name: .+}")
    public ModelView.Model model(@PathParam("name") String name) {
        RegisteredModel model = models.model(name, actor.get());
        return ModelView.Model.of(
                model,
                models.versions(model),
                listing.latest(List.of(model.id())).getOrDefault(name, List.of()));
    }

    @GET
    @Path("{name: .+}/versions/{version: [1-9]\\d{0,8}}")
    public ModelView.VersionDetail version(@PathParam("name") String name, @PathParam("version") String number) {
        ModelVersion version = models.version(new VersionId(name, Integer.parseInt(number)), actor.get());
        return ModelView.VersionDetail.of(version, run(version));
    }

    private @Nullable Map<String, Object> run(ModelVersion version) {
        Map<String, Object> known = version.run().map(runs::of).orElse(Map.of());
        if (known.isEmpty()) {
            return null;
        }
        Map<String, Object> run = new LinkedHashMap<>();
        RUN_FIELDS.stream().filter(known::containsKey).forEach(field -> run.put(field, known.get(field)));
        return run;
    }

    private static @Nullable Integer number(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException noNumber) {
            throw ProblemException.invalid("maxResults is not a number: " + text);
        }
    }
}

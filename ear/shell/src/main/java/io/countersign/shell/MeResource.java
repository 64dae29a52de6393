package io.countersign.shell;

import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.Role;
import io.countersign.platform.web.Authenticated;
import io.countersign.platform.web.CurrentActor;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** Tells callers who the server takes them for. */
@Path("/v1/me")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public class MeResource {

    @Inject
    CurrentActor actor;

    @GET
    public Me me() {
        return Me.of(actor.get());
    }

    /**
     * The caller.
     *
     * @param subject stable identifier in the identity provider
     * @param displayName printed name
     * @param kind person, service account or API key, in lower case
     * @param roles roles of ours that the caller holds, sorted
     * @param client program that acts
     */
    public record Me(String subject, String displayName, String kind, List<String> roles, String client) {
        static Me of(Actor actor) {
            return new Me(
                    actor.subject(),
                    actor.displayName(),
                    actor.kind().name().toLowerCase(java.util.Locale.ROOT),
                    actor.roles().stream().map(Role::wireName).sorted().toList(),
                    actor.client());
        }
    }
}

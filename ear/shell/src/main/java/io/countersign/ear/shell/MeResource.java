package io.countersign.ear.shell;

import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.Authentication;
import io.countersign.platform.actor.Role;
import io.countersign.platform.actor.StepUp;
import io.countersign.platform.web.Authenticated;
import io.countersign.platform.web.CurrentActor;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tells callers who the server takes them for. */
@RequestScoped
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
     * @param name printed name
     * @param kind person, service_account or api_key
     * @param roles roles of ours that the caller holds, sorted
     * @param client program that acts
     * @param authentication how and when the caller was authenticated
     */
    public record Me(
            String subject,
            String name,
            String kind,
            List<String> roles,
            String client,
            HowAuthenticated authentication) {
        static Me of(Actor actor) {
            return new Me(
                    actor.subject(),
                    actor.displayName(),
                    actor.kind().name().toLowerCase(Locale.ROOT),
                    actor.roles().stream().map(Role::wireName).sorted().toList(),
                    actor.client(),
                    HowAuthenticated.of(actor.authentication()));
        }
    }

    /**
     * How the caller was authenticated.
     *
     * @param method oidc-session, bearer or api-key
     * @param acr authentication context class of the token
     * @param authTime when the person last gave their credentials
     * @param stepUps fresh authentications for one thing to sign each
     */
    public record HowAuthenticated(
            String method, @Nullable String acr, @Nullable Instant authTime, List<StepUp> stepUps) {
        static HowAuthenticated of(Authentication authentication) {
            return new HowAuthenticated(
                    authentication.method().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    authentication.acr(),
                    authentication.authTime(),
                    authentication.stepUps());
        }
    }
}

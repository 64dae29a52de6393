package io.countersign.identity.keys;

import io.countersign.identity.data.PageSize;
import io.countersign.identity.data.Reason;
import io.countersign.identity.data.Text;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.Role;
import io.countersign.platform.paging.Page;
import io.countersign.platform.paging.PageToken;
import io.countersign.platform.problem.ProblemException;
import io.countersign.platform.web.Authenticated;
import io.countersign.platform.web.CurrentActor;
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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;

/** API keys for training jobs and machines. */
@Path("/v1/keys")
@RequestScoped
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public class KeysResource {

    @Inject
    CurrentActor actor;

    @Inject
    StoredKeys keys;

    @Inject
    IssueKey issueKey;

    @Inject
    RevokeKeys revokeKeys;

    /** The only answer that ever holds the secret. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response issue(KeyOrder order, @Context UriInfo uri) {
        IssueKey.Issued issued = issueKey.issue(actor.get(), order);
        return Response.created(uri.getAbsolutePathBuilder()
                        .path(issued.key().id().toString())
                        .build())
                .entity(new IssuedKey(
                        KeyResponse.from(issued.key()), issued.secret().reveal()))
                .header("Cache-Control", "no-store")
                .build();
    }

    /** One's own; everybody's for auditors and administrators. */
    @GET
    public Page<KeyResponse> list(
            @QueryParam("accountable") @Nullable String accountable,
            @QueryParam("pageToken") @Nullable String pageToken,
            @QueryParam("maxResults") @DefaultValue("50") String maxResults) {
        Actor reader = actor.get();
        String whose = accountable == null && !readsAll(reader) ? reader.responsibleSubject() : accountable;
        if (whose != null) {
            requireReads(reader, Text.required("accountable", whose, 255));
        }
        Page<ApiKey> page = keys.list(whose, PageToken.parse(pageToken), PageSize.parse(maxResults));
        return new Page<>(page.items().stream().map(KeyResponse::from).toList(), page.nextPageToken());
    }

    @GET
    @Path("/{id}")
    public KeyResponse get(@PathParam("id") String id) {
        ApiKey key = keys.get(KeyId.parse(id));
        requireReads(actor.get(), key.accountable());
        return KeyResponse.from(key);
    }

    @POST
    @Path("/{id}/revoke")
    @Consumes(MediaType.APPLICATION_JSON)
    public KeyResponse revoke(@PathParam("id") String id, Reason reason) {
        return KeyResponse.from(revokeKeys.revoke(actor.get(), KeyId.parse(id), reason.text()));
    }

    private static boolean readsAll(Actor reader) {
        return reader.has(Role.AUDITOR) || reader.has(Role.ADMIN);
    }

    private static void requireReads(Actor reader, String accountable) {
        if (!readsAll(reader) && !reader.responsibleSubject().equals(accountable)) {
            throw ProblemException.forbidden("This key is somebody else's");
        }
    }

    /**
     * A key that was just made.
     *
     * @param key what can be read again
     * @param secret shown once
     */
    record IssuedKey(KeyResponse key, String secret) {}
}

package io.countersign.approvals.boundary;

import static io.countersign.platform.actor.Role.Names.MODEL_OWNER;
import static io.countersign.platform.actor.Role.Names.RISK_APPROVER;
import static io.countersign.platform.actor.Role.Names.VALIDATOR;

import io.countersign.approvals.control.PromotionFile;
import io.countersign.approvals.control.PromotionFiles;
import io.countersign.approvals.control.SignOffs;
import io.countersign.audit.EntryId;
import io.countersign.audit.Inclusion;
import io.countersign.audit.Inclusions;
import io.countersign.platform.problem.ProblemException;
import io.countersign.platform.web.CurrentActor;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Signing a promotion request. */
@RequestScoped
@Path("/v1/promotions/{id}/sign-offs")
@Produces(MediaType.APPLICATION_JSON)
public class SignOffsResource {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    @Inject
    CurrentActor actor;

    @Inject
    SignOffs signOffs;

    @Inject
    PromotionFiles files;

    @Inject
    Inclusions inclusions;

    /** Signs; then, with the sign-off committed, waits a little for the proof that it is in the signed tree. */
    @POST
    @RolesAllowed({VALIDATOR, RISK_APPROVER, MODEL_OWNER})
    public Response sign(
            @PathParam("id") String id, @QueryParam("wait") @Nullable Integer seconds, SignOffRequest request) {
        UUID requestId = RequestId.parse(id);
        Duration patience = patience(seconds);
        EntryId entry = signOffs.give(requestId, request.intent(), actor.get());
        Inclusion inclusion = inclusions.await(entry, patience);
        PromotionFile file = files.get(requestId);
        SignOffView signed = file.signOffs().stream()
                .filter(signOff -> signOff.entry().equals(entry))
                .map(SignOffView::from)
                .findFirst()
                .orElseThrow();
        return Response.status(Response.Status.CREATED)
                .entity(new SignOffAnswer(PromotionView.from(file), signed, inclusion))
                .build();
    }

    private static Duration patience(@Nullable Integer seconds) {
        if (seconds == null) {
            return PATIENCE;
        }
        if (seconds < 0 || seconds > PATIENCE.toSeconds()) {
            throw ProblemException.invalid("wait is between 0 and " + PATIENCE.toSeconds() + " seconds");
        }
        return Duration.ofSeconds(seconds);
    }
}

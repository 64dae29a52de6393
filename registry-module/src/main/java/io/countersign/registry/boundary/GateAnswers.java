package io.countersign.registry.boundary;

import io.countersign.platform.actor.Actor;
import io.countersign.platform.mlflow.MlflowError;
import io.countersign.platform.mlflow.MlflowErrorCode;
import io.countersign.platform.problem.ProblemException;
import io.countersign.platform.problem.ProblemType;
import io.countersign.registry.GateAnswer;
import io.countersign.registry.PromotionGate;
import io.countersign.registry.TransitionIntent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** Asks the gate for a guarded transition, and says its answer in the way of MLflow: an error that clients do not retry. */
@ApplicationScoped
public class GateAnswers {
    @Inject
    Instance<PromotionGate> gates;

    /** The refusal to answer with; empty when the transition has been carried out. */
    Optional<Response> ask(TransitionIntent intent, Actor actor) {
        GateAnswer answer = gate().ask(intent, actor);
        if (answer instanceof GateAnswer.Pending pending) {
            return Optional.of(denied(TransitionStageResource.PENDING + pending.message()));
        }
        if (answer instanceof GateAnswer.Refused refused) {
            return Optional.of(denied(TransitionStageResource.REFUSED + refused.message()));
        }
        return Optional.empty();
    }

    /** Without exactly one gate nobody can decide, and what is guarded stays shut. */
    private PromotionGate gate() {
        if (!gates.isResolvable()) {
            throw new ProblemException(
                    ProblemType.UNAVAILABLE, "This is guarded, and the workflow that guards it is not available");
        }
        return gates.get();
    }

    private static Response denied(String message) {
        return Response.status(MlflowErrorCode.PERMISSION_DENIED.status())
                .entity(new MlflowError(MlflowErrorCode.PERMISSION_DENIED.name(), message))
                .build();
    }
}

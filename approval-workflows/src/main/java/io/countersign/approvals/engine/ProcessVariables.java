package io.countersign.approvals.engine;

import io.countersign.platform.actor.Actor;
import java.io.Serializable;
import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.jspecify.annotations.Nullable;

/** The variables of the promotion process. The actor travels with a call and is never stored by the engine. */
final class ProcessVariables {
    static final String REQUEST_ID = "requestId";
    static final String SIGN_OFF = "signOff";
    private static final String REJECTED = "rejected";
    private static final String ACTOR = "actor";

    private ProcessVariables() {}

    static VariableMap atStart(UUID requestId, Actor actor) {
        return of(false, actor).putValue(REQUEST_ID, requestId.toString());
    }

    static VariableMap of(boolean rejected, Actor actor) {
        return Variables.createVariables()
                .putValue(REJECTED, rejected)
                .putValueTyped(ACTOR, Variables.untypedValue(new Acting(actor), true));
    }

    static UUID requestId(DelegateExecution execution) {
        return UUID.fromString(String.valueOf(execution.getVariable(REQUEST_ID)));
    }

    static Actor actor(DelegateExecution execution) {
        if (execution.getVariable(ACTOR) instanceof Acting acting && acting.actor != null) {
            return acting.actor;
        }
        throw new IllegalStateException("nobody acts in process instance " + execution.getProcessInstanceId());
    }

    /** Serialisable in name only, as the engine asks of any variable: a transient one is never written. */
    private static final class Acting implements Serializable {
        private static final long serialVersionUID = 1L;
        private final transient @Nullable Actor actor;

        Acting(Actor actor) {
            this.actor = actor;
        }
    }
}

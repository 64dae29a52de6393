package io.countersign.approvals.engine;

import io.countersign.platform.actor.Actor;
import java.io.Serializable;
import java.util.UUID;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.jspecify.annotations.Nullable;

/** The variables of the processes. The actor travels with a call and is never stored by the engine. */
final class ProcessVariables {
    static final String REQUEST_ID = "requestId";
    static final String SIGN_OFF = "signOff";
    static final String ROUND = "round";
    private static final String NEGATIVE = "negative";
    private static final String ACTOR = "actor";

    private ProcessVariables() {}

    static VariableMap atStart(UUID requestId, Actor actor) {
        return acting(actor).putValue(NEGATIVE, false).putValue(REQUEST_ID, requestId.toString());
    }

    static VariableMap acting(Actor actor) {
        return with(new Acting(actor, null));
    }

    /** What completes that one task, and gets past {@link CompletionGuard}. */
    static VariableMap completing(String taskId, boolean negative, Actor actor) {
        return with(new Acting(actor, taskId)).putValue(NEGATIVE, negative);
    }

    private static VariableMap with(Acting acting) {
        return Variables.createVariables().putValueTyped(ACTOR, Variables.untypedValue(acting, true));
    }

    static UUID requestId(VariableScope scope) {
        return UUID.fromString(String.valueOf(scope.getVariable(REQUEST_ID)));
    }

    /** The round in which a step stands; empty outside rounds. */
    static String round(VariableScope scope) {
        return scope.getVariable(ROUND) instanceof String round ? round : "";
    }

    /** Who acts: the caller, or the server itself in a timer's job. */
    static Actor actor(VariableScope scope, String executionId) {
        return scope.getVariable(ACTOR) instanceof Acting acting && acting.actor != null
                ? acting.actor
                : Actor.system("process-timer", executionId);
    }

    static boolean completes(VariableScope scope, String taskId) {
        return scope.getVariable(ACTOR) instanceof Acting acting && taskId.equals(acting.taskId);
    }

    /** Serialisable in name only, as the engine asks of any variable: a transient one is never written. */
    private static final class Acting implements Serializable {
        private static final long serialVersionUID = 1L;
        private final transient @Nullable Actor actor;
        private final transient @Nullable String taskId;

        Acting(Actor actor, @Nullable String taskId) {
            this.actor = actor;
            this.taskId = taskId;
        }
    }
}

package io.countersign.platform.web;

import io.countersign.platform.actor.Actor;
import io.countersign.platform.problem.ProblemException;
import io.countersign.platform.problem.ProblemType;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The actor of the request under way, for resource classes alone: they hand it to the use case as an argument. Jobs have
 * no request and therefore never inject this.
 */
@RequestScoped
public class CurrentActor {
    private @Nullable Actor actor;

    void is(Actor resolved) {
        this.actor = resolved;
    }

    /** @throws ProblemException (unauthenticated) when nobody is */
    public Actor get() {
        return ifPresent()
                .orElseThrow(() -> new ProblemException(ProblemType.UNAUTHENTICATED, "Nobody is authenticated"));
    }

    public Optional<Actor> ifPresent() {
        return Optional.ofNullable(actor);
    }
}

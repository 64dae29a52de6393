package io.countersign.platform.web;

import io.countersign.platform.actor.Actor;
import io.countersign.platform.config.Settings;
import io.countersign.platform.limits.BodyLimit;
import io.countersign.platform.limits.CallRates;
import io.countersign.platform.limits.MeteredBody;
import io.countersign.platform.problem.ProblemException;
import io.countersign.platform.problem.ProblemType;
import jakarta.annotation.Priority;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Context;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns away calls that are too many, too large or too slow, once it is known whose they are. */
@PreMatching
@Priority(Priorities.AUTHENTICATION + 10)
public class LimitFilter implements ContainerRequestFilter {

    private final Bean<CallRates> callRates = new Bean<>(CallRates.class);
    private final Bean<Settings> settings = new Bean<>(Settings.class);
    private volatile @Nullable Duration grace;

    @Context
    HttpServletRequest servletRequest;

    @Override
    public void filter(ContainerRequestContext request) {
        CallRates rates = callRates.get();
        Optional<Duration> wait = request.getProperty(ActorFilter.ACTOR) instanceof Actor actor
                ? rates.next(actor)
                : rates.nextOfStranger(servletRequest.getRemoteAddr());
        wait.ifPresent(LimitFilter::refuse);
        long limit = BodyLimit.of(
                "/" + request.getUriInfo().getPath().replaceFirst("^/+", ""), request.getHeaderString("Content-Type"));
        if (servletRequest.getContentLengthLong() > limit) {
            throw new ProblemException(ProblemType.TOO_LARGE, "The request body is larger than " + limit + " bytes");
        }
        request.setEntityStream(new MeteredBody(request.getEntityStream(), limit, grace()));
    }

    private Duration grace() {
        Duration known = grace;
        if (known == null) {
            known = Duration.ofSeconds(settings.get()
                    .text("countersign.limit.body.seconds")
                    .map(Long::valueOf)
                    .orElse(30L));
            grace = known;
        }
        return known;
    }

    private static void refuse(Duration wait) {
        throw new ProblemException(
                ProblemType.TOO_MANY,
                "You have sent more requests than one caller may; wait and send fewer",
                Map.of(FailureMapper.RETRY_AFTER, wait.toSeconds() + 1));
    }
}

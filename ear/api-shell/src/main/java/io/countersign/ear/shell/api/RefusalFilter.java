package io.countersign.ear.shell.api;

import io.countersign.ear.shell.ErrorAnswer;
import io.countersign.platform.limits.CallRates;
import io.countersign.platform.limits.RefusedCallTally;
import io.countersign.platform.problem.ProblemType;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Answers requests whose credentials are not valid, in the form that the path's API promises. */
@WebFilter("/*")
public class RefusalFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;

    @Inject
    transient RefusedCallTally tally;

    @Inject
    transient CallRates rates;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!(request.getAttribute(Refusal.ATTRIBUTE) instanceof Refusal refusal)) {
            chain.doFilter(request, response);
            return;
        }
        if (refusal.status() == HttpServletResponse.SC_UNAUTHORIZED) {
            tally.count(null, request.getRemoteAddr(), "refused-credentials");
            Optional<Duration> wait = rates.nextOfRefused(request.getRemoteAddr());
            if (wait.isPresent()) {
                refuseMore(request, response, wait.get());
                return;
            }
            response.setHeader("WWW-Authenticate", "Bearer realm=\"countersign\", error=\"invalid_token\"");
        } else {
            response.setHeader("Retry-After", "5");
        }
        ErrorAnswer.write(response, path(request), refusal.status(), refusal.type(), refusal.detail());
    }

    /** Whoever guesses learns nothing more for a while; valid credentials from the same address go on. */
    private static void refuseMore(HttpServletRequest request, HttpServletResponse response, Duration wait)
            throws IOException {
        response.setHeader("Retry-After", String.valueOf(wait.toSeconds() + 1));
        ErrorAnswer.write(
                response,
                path(request),
                429,
                ProblemType.TOO_MANY,
                "Too many calls with credentials that are not valid");
    }

    private static String path(HttpServletRequest request) {
        return request.getRequestURI().substring(request.getContextPath().length());
    }
}

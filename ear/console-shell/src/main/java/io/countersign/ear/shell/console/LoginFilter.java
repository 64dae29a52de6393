package io.countersign.ear.shell.console;

import com.fasterxml.jackson.core.type.TypeReference;
import io.countersign.ear.shell.CallerClaims;
import io.countersign.platform.actor.Authentication;
import io.countersign.platform.actor.Caller;
import io.countersign.platform.config.Settings;
import io.countersign.platform.json.Json;
import io.countersign.platform.problem.ProblemType;
import io.countersign.ear.shell.ErrorAnswer;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wildfly.security.http.oidc.OidcPrincipal;

/**
 * Sends people who ask for a page to the login, and says who they are once they are back. A call to the API without a
 * session goes on as nobody: the endpoint's declaration answers it with 401, never with a redirect.
 */
public class LoginFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(LoginFilter.class);
    private static final TypeReference<Map<String, Object>> CLAIMS = new TypeReference<>() {};

    @Inject
    transient Settings settings;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getUserPrincipal() == null && Paths.isPage(request) && !Paths.isServlet(Paths.of(request))) {
            if (!login(request, response)) {
                return;
            }
        }
        if (request.getUserPrincipal() instanceof OidcPrincipal<?> principal) {
            Map<String, Object> claims = claims(principal);
            if (isForUs(claims)) {
                request.setAttribute(Caller.ATTRIBUTE, caller(claims));
            }
        }
        chain.doFilter(request, response);
    }

    /** Whether the request may go on: somebody is logged in. */
    private static boolean login(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            return request.authenticate(response);
        } catch (ServletException impossible) {
            LOG.warn("Nobody can log in: {}", impossible.getMessage());
            response.setHeader("Retry-After", "5");
            ErrorAnswer.write(
                    response, Paths.of(request), 503, ProblemType.UNAVAILABLE, "The login cannot be reached at present");
            return false;
        }
    }

    /** Elytron does not look at the audience of an access token, however it came here. */
    private boolean isForUs(Map<String, Object> claims) {
        String audience = settings.text("countersign.oidc.audience").orElse("countersign-api");
        Object named = claims.get("aud");
        return named instanceof Collection<?> several ? several.contains(audience) : audience.equals(named);
    }

    private Caller caller(Map<String, Object> claims) {
        CallerClaims callers =
                new CallerClaims(settings.text("countersign.oidc.role.claim").orElse("realm_access.roles"));
        return callers.caller(claims, Authentication.Method.OIDC_SESSION);
    }

    /** Elytron has verified the access token; its payload is read as it is, because auth_time has no accessor. */
    private static Map<String, Object> claims(OidcPrincipal<?> principal) throws IOException {
        String token = principal.getOidcSecurityContext().getTokenString();
        byte[] payload = Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]);
        return Json.mapper().readValue(payload, CLAIMS);
    }
}

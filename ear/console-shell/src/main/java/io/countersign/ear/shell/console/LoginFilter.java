package io.countersign.ear.shell.console;

import com.fasterxml.jackson.core.type.TypeReference;
import io.countersign.ear.shell.CallerClaims;
import io.countersign.ear.shell.stepup.SessionStepUps;
import io.countersign.platform.actor.Authentication;
import io.countersign.platform.actor.Caller;
import io.countersign.platform.config.Settings;
import io.countersign.platform.json.Json;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wildfly.security.http.oidc.OidcPrincipal;

/**
 * Sends people who ask for a page to the login, and says who they are once they are back. A call to the API without a
 * session goes on as nobody: the endpoint's declaration answers it with 401, never with a redirect.
 */
public class LoginFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final TypeReference<Map<String, Object>> CLAIMS = new TypeReference<>() {};

    @Inject
    transient Settings settings;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        boolean over = endIfOver(request.getSession(false));
        if ((over || request.getUserPrincipal() == null)
                && Paths.isPage(request)
                && !Paths.isServlet(Paths.of(request))) {
            response.sendRedirect(loginFor(request));
            return;
        }
        // Elytron also takes a token in the query, where no session stands behind it: that is not this door.
        HttpSession session = request.getSession(false);
        if (request.getUserPrincipal() instanceof OidcPrincipal<?> principal && session != null) {
            Map<String, Object> claims = claims(principal);
            if (isForUs(claims)) {
                request.setAttribute(Caller.ATTRIBUTE, caller(claims, session));
            }
        }
        chain.doFilter(request, response);
    }

    /** However busy it was: a session ends after a working day. */
    private boolean endIfOver(@Nullable HttpSession session) {
        if (session == null || !SessionLimits.isOver(session, settings)) {
            return false;
        }
        session.invalidate();
        return true;
    }

    private static String loginFor(HttpServletRequest request) {
        String query = request.getQueryString();
        String page = request.getRequestURI() + (query == null ? "" : "?" + query);
        return LoginServlet.before(page);
    }

    /** Elytron does not look at the audience of an access token, however it came here. */
    private boolean isForUs(Map<String, Object> claims) {
        String audience = settings.text("countersign.oidc.audience").orElse("countersign-api");
        Object named = claims.get("aud");
        return named instanceof Collection<?> several ? several.contains(audience) : audience.equals(named);
    }

    private Caller caller(Map<String, Object> claims, HttpSession session) {
        CallerClaims callers =
                new CallerClaims(settings.text("countersign.oidc.role.claim").orElse("realm_access.roles"));
        return callers.caller(claims, Authentication.Method.OIDC_SESSION, SessionStepUps.of(session, settings));
    }

    /** Elytron has verified the access token; its payload is read as it is, because auth_time has no accessor. */
    private static Map<String, Object> claims(OidcPrincipal<?> principal) throws IOException {
        String token = principal.getOidcSecurityContext().getTokenString();
        byte[] payload = Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]);
        return Json.mapper().readValue(payload, CLAIMS);
    }
}

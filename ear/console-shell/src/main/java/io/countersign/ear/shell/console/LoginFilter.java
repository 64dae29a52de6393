package io.countersign.ear.shell.console;

import com.fasterxml.jackson.core.type.TypeReference;
import io.countersign.ear.shell.CallerClaims;
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
import java.io.IOException;
import java.util.Base64;
import java.util.Map;
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
        if (request.getUserPrincipal() == null && Paths.isPage(request) && !Paths.isServlet(Paths.of(request))) {
            if (!request.authenticate(response)) {
                return;
            }
        }
        if (request.getUserPrincipal() instanceof OidcPrincipal<?> principal) {
            request.setAttribute(Caller.ATTRIBUTE, caller(principal));
        }
        chain.doFilter(request, response);
    }

    private Caller caller(OidcPrincipal<?> principal) throws IOException {
        CallerClaims callers =
                new CallerClaims(settings.text("countersign.oidc.role.claim").orElse("realm_access.roles"));
        // Elytron has verified the access token; its payload is read as it is, because auth_time has no accessor.
        String token = principal.getOidcSecurityContext().getTokenString();
        byte[] payload = Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]);
        return callers.caller(Json.mapper().readValue(payload, CLAIMS), Authentication.Method.OIDC_SESSION);
    }
}

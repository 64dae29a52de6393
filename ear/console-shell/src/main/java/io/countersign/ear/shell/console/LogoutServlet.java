package io.countersign.ear.shell.console;

import io.countersign.ear.shell.Issuer;
import io.countersign.ear.shell.IssuerUnavailable;
import io.countersign.platform.config.Settings;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wildfly.security.http.oidc.OidcPrincipal;

/** Ends the session here and at the identity provider (OpenID Connect RP-Initiated Logout 1.0). */
@WebServlet("/logout")
public class LogoutServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private static final Logger LOG = LoggerFactory.getLogger(LogoutServlet.class);

    @Inject
    transient Settings settings;

    private transient @Nullable Issuer issuer;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        logout(request, response);
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        logout(request, response);
    }

    private void logout(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String destination = home();
        if (request.getUserPrincipal() instanceof OidcPrincipal<?> principal) {
            destination = endSession(principal.getOidcSecurityContext().getIDTokenString());
        }
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
        response.setHeader("Cache-Control", "no-store");
        response.sendRedirect(destination);
    }

    private String endSession(String idToken) {
        try {
            return issuer().address("end_session_endpoint") + "?id_token_hint="
                    + URLEncoder.encode(idToken, StandardCharsets.UTF_8) + "&post_logout_redirect_uri="
                    + URLEncoder.encode(home(), StandardCharsets.UTF_8);
        } catch (IssuerUnavailable unavailable) {
            LOG.warn("A session ended here, but not at the identity provider", unavailable);
            return home();
        }
    }

    private synchronized Issuer issuer() {
        Issuer known = issuer;
        if (known == null) {
            known = new Issuer(settings.required("countersign.oidc.issuer"));
            issuer = known;
        }
        return known;
    }

    private String home() {
        return settings.required("countersign.public.url") + "/";
    }
}

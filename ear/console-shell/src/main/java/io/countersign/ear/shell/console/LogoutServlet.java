package io.countersign.ear.shell.console;

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
import org.wildfly.security.http.oidc.OidcPrincipal;

/** Ends the session here and at the identity provider (OpenID Connect RP-Initiated Logout 1.0). */
@WebServlet("/logout")
public class LogoutServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    transient Settings settings;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        logout(request, response);
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        logout(request, response);
    }

    private void logout(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String destination = request.getUserPrincipal() instanceof OidcPrincipal<?> principal
                ? endSession(principal.getOidcSecurityContext().getIDTokenString())
                : home();
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
        response.setHeader("Cache-Control", "no-store");
        response.sendRedirect(destination);
    }

    private String endSession(String idToken) {
        return settings.required("countersign.oidc.issuer") + "/protocol/openid-connect/logout?id_token_hint="
                + URLEncoder.encode(idToken, StandardCharsets.UTF_8) + "&post_logout_redirect_uri="
                + URLEncoder.encode(home(), StandardCharsets.UTF_8);
    }

    private String home() {
        return settings.required("countersign.public.url") + "/";
    }
}

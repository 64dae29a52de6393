package io.countersign.ear.shell.stepup;

import io.countersign.ear.shell.Issuer;
import io.countersign.ear.shell.IssuerUnavailable;
import io.countersign.ear.shell.console.LoginServlet;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.Caller;
import io.countersign.platform.config.Settings;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code GET /step-up?digest=…&to=…}: sends a signed-in person to the identity provider once more, and back to the page
 * with {@code step-up=done}, {@code cancelled}, {@code other-person} or {@code failed}. Elytron does not challenge a live
 * session again, hence a code flow of our own.
 */
@WebServlet({"/step-up", StepUpServlet.CALLBACK})
public class StepUpServlet extends HttpServlet {
    static final String CALLBACK = "/step-up/callback";
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(StepUpServlet.class);
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    @Inject
    transient Settings settings;

    private transient @Nullable FreshLogin login;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        HttpSession session = request.getSession(false);
        boolean person =
                request.getAttribute(Caller.ATTRIBUTE) instanceof Caller caller && caller.kind() == Actor.Kind.PERSON;
        if (session == null || !person) {
            response.sendRedirect(
                    LoginServlet.before(request.getServletPath().equals(CALLBACK) ? "/" : asked(request)));
            return;
        }
        try {
            response.sendRedirect(
                    request.getServletPath().equals(CALLBACK) ? comeBack(request, session) : start(request, session));
        } catch (IssuerUnavailable unavailable) {
            LOG.warn("The identity provider cannot be asked for a fresh login", unavailable);
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        } catch (IllegalArgumentException bad) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST);
        }
    }

    private static String asked(HttpServletRequest request) {
        String query = request.getQueryString();
        return request.getServletPath() + (query == null ? "" : "?" + query);
    }

    private String start(HttpServletRequest request, HttpSession session) throws IssuerUnavailable {
        String digest = request.getParameter("digest");
        String to = request.getParameter("to");
        if (digest == null || !DIGEST.matcher(digest).matches() || to == null || !LoginServlet.isHere(to)) {
            throw new IllegalArgumentException("a digest and a page of this site are needed");
        }
        Caller caller = (Caller) request.getAttribute(Caller.ATTRIBUTE);
        PendingStepUp pending = PendingStepUp.asking(digest, caller.subject(), to);
        session.setAttribute(PendingStepUp.ATTRIBUTE, pending);
        return login().ask(pending).toString();
    }

    private String comeBack(HttpServletRequest request, HttpSession session) throws IssuerUnavailable {
        if (!(session.getAttribute(PendingStepUp.ATTRIBUTE) instanceof PendingStepUp pending)
                || !pending.state().equals(request.getParameter("state"))) {
            throw new IllegalArgumentException("nobody asked for this");
        }
        session.removeAttribute(PendingStepUp.ATTRIBUTE);
        String code = request.getParameter("code");
        if (code == null) {
            return withOutcome(pending.to(), "cancelled");
        }
        try {
            SessionStepUps.add(session, login().redeem(pending, code), settings);
            return withOutcome(pending.to(), "done");
        } catch (RefusedStepUp refused) {
            LOG.info("A fresh login of {} does not count: {}", pending.subject(), refused.getMessage());
            return withOutcome(pending.to(), refused.outcome());
        }
    }

    /** The page with {@code step-up=…} in its query, before a fragment. */
    static String withOutcome(String page, String outcome) {
        int hash = page.indexOf('#');
        String address = hash < 0 ? page : page.substring(0, hash);
        String fragment = hash < 0 ? "" : page.substring(hash);
        return address + (address.contains("?") ? "&" : "?") + "step-up=" + outcome + fragment;
    }

    private synchronized FreshLogin login() {
        FreshLogin known = login;
        if (known == null) {
            known = new FreshLogin(
                    new Issuer(settings.required("countersign.oidc.issuer")),
                    settings.text("countersign.oidc.client.id").orElse("countersign-console"),
                    settings.required("countersign.oidc.client.secret"),
                    URI.create(settings.required("countersign.public.url") + CALLBACK),
                    settings.text("countersign.step.up.acr"));
            login = known;
        }
        return known;
    }
}

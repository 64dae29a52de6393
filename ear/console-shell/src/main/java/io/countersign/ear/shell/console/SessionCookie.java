package io.countersign.ear.shell.console;

import io.countersign.platform.config.Settings;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.SessionCookieConfig;
import jakarta.servlet.annotation.WebListener;

/** The session cookie: out of reach of scripts, of other sites' requests, and of plain HTTP where the address is https. */
@WebListener
public class SessionCookie implements ServletContextListener {

    @Inject
    Settings settings;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        SessionCookieConfig cookie = event.getServletContext().getSessionCookieConfig();
        cookie.setName("countersign-session");
        cookie.setHttpOnly(true);
        cookie.setSecure(settings.required("countersign.public.url").startsWith("https:"));
        // Lax, not Strict: the way back from the login is a navigation that comes from another site.
        cookie.setAttribute("SameSite", "Lax");
        event.getServletContext().setSessionTimeout(SessionLimits.idleMinutes(settings));
    }
}
